// English words of what staff see of diaries: which were opened, which are open to them, and what came of an act.

export const CLINIC_EN = {
  'openings.title': 'Diaries opened without their patients',
  'openings.words':
    'Of the last 90 days: in an emergency by a practitioner, or by a manager for a practitioner. Who writes the diary was told of each. That you read this stands in your record.',
  'openings.none': 'None was opened in the last 90 days.',
  'openings.by.break-glass': '{practitioner} opened it in an emergency',
  'openings.by.manager': '{manager} opened it to {practitioner}',
  'openings.reason': 'Reason: {reason}',
  'openings.until': 'open until {at}',
  'openings.ended': 'ended on {at}, before its time',
  'openings.over': 'over since {at}',
  'people.done.give': 'Done, and recorded. The person holds the role {role} from now on.',
  'people.done.take': 'Done, and recorded. The person does not hold the role {role} any more.',
  'people.done.leave':
    'Done, and recorded. Ended at once: {roles}; {relationships, plural, =0 {no diary was open to the person} one {access to one diary} other {access to # diaries}}; {sessions, plural, =0 {no session was open} one {one session} other {# sessions}}. The account stays, without a role.',
  'people.done.leave.closed':
    'Done, and recorded. Ended at once: {roles}; {relationships, plural, =0 {no diary was open to the person} one {access to one diary} other {access to # diaries}}; {sessions, plural, =0 {no session was open} one {one session} other {# sessions}}. The account is closed.',
  'people.done.recover':
    'Asked for, and recorded. The second step is removed on {at}. The person was told by mail and can stop it until then; after that they sign in with their password and set up a new one.',
  'people.done.merge':
    'Asked for, and recorded. Both accounts got a mail: the person signs in to each and confirms it there until {at}. Without both confirmations nothing changes.',
  'people.done.death':
    'Done, and recorded. The diary is closed and kept until {day}. Access of practitioners, links and sessions have ended; {accounts, plural, =0 {no account had it open} one {one account is told by mail} other {# accounts are told by mail}}.',
  'people.done.undo':
    'Done, and recorded. The diary is open again; {accounts, plural, =0 {no account had it open} one {one account is told by mail} other {# accounts are told by mail}}.',
  'people.merges': 'Waiting for the person’s answer',
  'people.merges.one': '{from} becomes part of {into}',
  'people.merges.until':
    'until {at}; {count, plural, =0 {confirmed in neither account} other {confirmed in one of the two accounts}}',
  'erased.access.care_relationships':
    '{count, plural, one {one access of a practitioner} other {# accesses of practitioners}}',
  'erased.diary.patients': '{count, plural, one {the diary itself} other {# diaries themselves}}',
  'erased.diary.entries': '{count, plural, one {one entry} other {# entries}}',
  'erased.diary.answers':
    '{count, plural, one {one answer that was worked out} other {# answers that were worked out}}',
  'erased.scheduling.persons':
    '{count, plural, one {one person in the calendar of visits} other {# persons in the calendar of visits}}',
  'erased.diary.operations':
    '{count, plural, one {one change, as it was written} other {# changes, as they were written}}',
  'erased.access.diaries':
    '{count, plural, one {one account’s right to write it} other {# rights of accounts to write it}}',
  'erased.access.share_links': '{count, plural, one {one link for reading} other {# links for reading}}',
  'erased.access.closed_diaries': '{count, plural, one {one note of a death} other {# notes of a death}}',
  'erased.access.consents':
    '{count, plural, one {one answer to a text of consent} other {# answers to texts of consent}}',
  'erased.access.proxy_invitations':
    '{count, plural, one {one invitation to write too} other {# invitations to write too}}',
  'erased.access.outbox': '{count, plural, one {one notice about access} other {# notices about access}}',
  'erased.access.handovers':
    '{count, plural, one {one offer to hand the diary over} other {# offers to hand the diary over}}',
  'erased.mail.mails': '{count, plural, one {one mail about the diary} other {# mails about the diary}}',
  'erased.clinic_records.files':
    '{count, plural, one {one cover of the clinic’s file} other {# covers of the clinic’s file}}',
  'erased.clinic_records.visits':
    '{count, plural, one {one visit in the clinic’s file} other {# visits in the clinic’s file}}',
  'erased.clinic_records.notes':
    '{count, plural, one {one note in the clinic’s file} other {# notes in the clinic’s file}}',
  'erased.clinic_records.paper_consents':
    '{count, plural, one {one consent on paper in the clinic’s file} other {# consents on paper in the clinic’s file}}',
  'erased.clinic_records.holds':
    '{count, plural, one {one hold on the clinic’s file} other {# holds on the clinic’s file}}',
  'erased.clinic_records.brought':
    '{count, plural, one {one record that was brought from another clinic} other {# records that were brought from another clinic}}',
  'erased.reminders.evenings': '{count, plural, one {one wish for reminders} other {# wishes for reminders}}',
  'erased.attachments.files': '{count, plural, one {one file that was added} other {# files that were added}}',
  'erased.attachments.parts': '{count, plural, one {one part of a file} other {# parts of files}}',
  'erased.jobs': '{count, plural, one {one task that waited on the server} other {# tasks that waited on the server}}',
  'erased.other': '{count, plural, one {one other thing} other {# other things}}',
  'patient.field': 'Patient: the name in the clinic’s file, or the number of the diary',
  'patient.field.hint': 'Of a name a part is enough. You choose from those it fits before anything happens.',
  'patient.which': 'Which patient is “{text}”?',
  'patient.born': 'born on {day}',
  'fault.patient.choose': 'Choose below whom you mean, and send the form again.',
  'fault.patient.none':
    'The clinic knows nobody by this name whom you may find, or the diary is closed. Write the number of the diary.',
  'fault.patient.many': 'This name fits more than 20 patients. Write more of it, or the number of the diary.',
  'nav.diaries': 'Diaries',
  'diariesOpen.title': 'Diaries open to you',
  'diariesOpen.words': 'You read them here, one month a page. Their patients see in their record when you did.',
  'diariesOpen.none': 'No diary is open to you. A patient opens theirs to you on their page “Who has access”.',
  'diariesOpen.nameless': 'a patient without a name here',
  'diariesOpen.by.patient': 'opened by the patient, or by who writes for them: {name}',
  'diariesOpen.by.manager': 'opened by the clinic, {name}: {reason}',
  'diariesOpen.by.break-glass': 'opened by you in an emergency: {reason}',
  'month.of': 'The diary of {name}',
  'month.nameless': 'A patient’s diary',
  'month.recorded': 'That you look at this month stands in the patient’s record.',
  'month.words': 'As it was written. A day that is not here was not written about: that is not a day without headache.',
  'month.zone': 'Times are as they were in {zone}, unless an entry says otherwise.',
  'month.treatments': 'Treatments and plans in this month',
  'month.none.days': 'No day of this month was written about.',
  'month.none': 'Nothing was written about this month.',
  'month.day': 'Day',
  'month.said': 'What was written',
  'account.diary.read': 'Read the diary',
  'clashes.counts': 'this counts',
  'clashes.diary': 'In the diary',
  'clashes.file': 'In the file',
  'clashes.inUse': 'In the diary in use',
  'clashes.other': 'In the other diary',
  'mail.state.inFolder': 'written into the folder; nobody got it',
  'mail.reason.restored': 'a backup was restored',
  'mail.reason.may-have-been-sent': 'it may have been sent already',
  'mail.reason.expired': 'what it says is over',
  'mail.reason.not-wanted': 'the person stopped these mails',
  'mail.reason.no-address': 'the account has no confirmed address',
  'mail.reason.cannot-be-opened': 'it cannot be read with this server’s secret',
  'mail.reason.day-is-written': 'the day is written already',
  'mail.reason.diary-not-open': 'the diary is not open to this account any more',
  'mail.reason.not-composed': 'it could not be written yet; it is tried again',
  'mail.reason.bad-address': 'the address is none that mails can go to',
  'mail.reason.bad-link': 'its link is wrong',
  'mail.reason.overtaken': 'nothing of it was left to tell',
  'mails.visitor': 'somebody who comes',
  'mails.reader': 'a reader of the site, without an account',
  'mails.gone': 'an account that is gone',
} as const
