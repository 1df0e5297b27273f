// Two patients with rows in every table, and everybody who might want to look: what the isolation test walks over.
import { randomBytes, randomUUID } from 'node:crypto'
import { settingStatements } from '../access/acting.ts'
import { asPerson } from '../access/as-person.ts'
import type { TestStore } from '../testing.ts'
import type { Kind } from './isolation-matrix.ts'

export interface Side {
  readonly patient: string
  /** The patient's own. */
  readonly account: string
  /** Of a practitioner: one with a relationship to A, and one without any. */
  readonly staff: string
  /** One that lies before the reviewers, and of which something is published: nobody's, but each side has one. */
  readonly article: string
  readonly merge: string
  readonly mail: string
}

export interface TwoPatients {
  readonly a: Side
  readonly b: Side
  readonly accounts: Readonly<Partial<Record<Kind, string>>>
  /** What is set in a transaction of each kind. */
  readonly settings: Readonly<Record<Kind, string>>
}

const STAFF = {
  practitioner: 'practitioner',
  stranger: 'practitioner',
  ended: 'practitioner',
  expired: 'practitioner',
  left: 'practitioner',
  demoted: 'practitioner',
  'emergency-over': 'practitioner',
  'front-desk': 'front-desk',
  editor: 'editor',
  manager: 'manager',
  administrator: 'administrator',
} as const

export async function twoPatients(store: TestStore): Promise<TwoPatients> {
  const run = (text: string, values: readonly unknown[] = []): Promise<unknown> => store.owner.query(text, [...values])
  const accounts: Partial<Record<Kind, string>> = {}
  const people = ['self', 'other', 'proxy', 'proxy-ended', 'proxy-expired', 'nobody'] as const
  for (const kind of [...people, ...(Object.keys(STAFF) as (keyof typeof STAFF)[])] as const) {
    accounts[kind] = randomUUID()
    await run(`INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)`, [accounts[kind], kind])
    if (Object.hasOwn(STAFF, kind))
      await run('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
        accounts[kind],
        STAFF[kind as keyof typeof STAFF],
      ])
  }
  const one = (kind: Kind): string => accounts[kind] ?? ''
  await run(`UPDATE access.accounts SET left_at = now() WHERE account_id = $1`, [one('left')])
  await run(`UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1`, [one('demoted')])
  const side = (account: string, staff: string): Side => ({
    patient: randomUUID(),
    account,
    staff,
    article: randomUUID(),
    merge: randomUUID(),
    mail: randomUUID(),
  })
  const a = side(one('self'), one('practitioner'))
  const b = side(one('other'), one('stranger'))
  const tokenHash = randomBytes(32).toString('hex')
  // who has to do with A or B and is none of the kinds
  const others = [randomUUID(), randomUUID()]
  for (const account of others) await run('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await run(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('x', 'x', 'UTC')`)
  await run(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [others[1]])
  await run(
    `INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, licence_needed) VALUES ('x', 'session', '{"en": "x"}', 30, false, false)`,
  )
  await run(`INSERT INTO scheduling.reminding (service_id, befores) VALUES ('x', '{120}')`, [])
  await run(`INSERT INTO scheduling.rooms (room_id, location_id, name) VALUES ($1, 'x', 'x')`, [randomUUID()])
  await run(`INSERT INTO site.views (day, path, views) VALUES ('2026-03-01', '/', 1)`)
  await run(`INSERT INTO site.topics (topic_id, name) VALUES ('x', '{}')`)
  for (const { patient, account, staff, article, merge, mail } of [a, b]) {
    await run(
      `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
       VALUES ($1, $2, 'en', 'in-review', 1, '{}', $3, now())`,
      [article, `a-${article}`, staff],
    )
    await run(
      `INSERT INTO site.revisions (article_id, revision, document, stage, saved_by, saved_at) VALUES ($1, 1, '{}', 'in-review', $2, now())`,
      [article, staff],
    )
    await run(`INSERT INTO site.hands (article_id, account_id) VALUES ($1, $2)`, [article, staff])
    await run(
      `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, at, published_by, search, plain)
       VALUES ($1, 1, $2, 'en', 'first', '{}', '2026-01-01', $3, '', '')`,
      [article, `a-${article}`, staff],
    )
    await run(
      `INSERT INTO site.pictures (picture_id, name, hash, width, height, bytes, added_by, added_at)
       VALUES ($1, $2, $3, 1, 1, 1, $4, now())`,
      [article, `p-${article}`, article.replaceAll('-', ''), staff],
    )
    await run(
      `INSERT INTO site.picture_sizes (picture_id, width, form, height, content) VALUES ($1, 1, 'jpeg', 1, '\\x00')`,
      [article],
    )
    await run(
      `INSERT INTO site.remarks (remark_id, article_id, revision, kind, words, said_by, said_at)
       VALUES (gen_random_uuid(), $1, 1, 'sent', 'x', $2, now())`,
      [article, staff],
    )
    await run(`INSERT INTO site.requests (request_id, name, telephone, language) VALUES ($1, 'x', 'x', 'en')`, [
      article,
    ])
    // a comment of the clinic, under the number of the article
    await run(
      `INSERT INTO site.comments (comment_id, article_id, account_id, by_clinic, name, words, language, state)
       VALUES ($1, $1, $2, true, 'x', 'x', 'en', 'shown')`,
      [article, staff],
    )
    await run(`INSERT INTO site.comment_reports (report_id, comment_id, reason) VALUES ($1, $1, 'spam')`, [article])
    await run(`INSERT INTO site.slugs (slug, article_id) VALUES ($1, $2)`, [`a-${article}`, article])
    await run(`INSERT INTO site.people (person_id, account_id, name, job_title) VALUES ($1, $2, 'x', '{}')`, [
      `p-${staff}`,
      staff,
    ])
    await run(`INSERT INTO site.licences (licence_id, person_id, name) VALUES ($1, $2, 'x')`, [article, `p-${staff}`])
    await run(`UPDATE site.person_versions SET saved_by = $2 WHERE person_id = $1`, [`p-${staff}`, staff])
    await run(`INSERT INTO site.offers (treatment_id, version, offered, saved_by) VALUES ($1, 1, true, $2)`, [
      `t-${article}`,
      staff,
    ])
    await run(`INSERT INTO site.pages (page, language, version, body, saved_by) VALUES ('about', $1, 1, 'x', $2)`, [
      account === one('self') ? 'en' : 'es',
      staff,
    ])
    await run(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [staff])
    await run(`INSERT INTO clinic.practitioner_locations (account_id, location_id) VALUES ($1, 'x')`, [staff])
    await run('INSERT INTO diary.patients (patient_id, seq) VALUES ($1, 2)', [patient])
    await run(`INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('x', $1, 'x')`, [staff])
    await run(
      `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
       VALUES ($1, $2, 'x', 1, 540, 600, '[2020-01-01,)')`,
      [randomUUID(), staff],
    )
    await run(
      `INSERT INTO scheduling.exceptions (exception_id, kind, practitioner, span, made_by) VALUES ($1, 'away', $2, '[2020-01-01,2020-01-02)', $3)`,
      [randomUUID(), staff, one('manager')],
    )
    await run(`INSERT INTO scheduling.video_rooms (practitioner, url) VALUES ($1, 'https://x.example/')`, [staff])
    await run(`INSERT INTO scheduling.other_calendars (calendar_id, practitioner, sealed_url) VALUES ($1, $1, 'x')`, [
      staff,
    ])
    await run(
      `INSERT INTO scheduling.busy (calendar_id, practitioner, span) VALUES ($1, $1, '[2020-01-01,2020-01-02)')`,
      [staff],
    )
    await run(`INSERT INTO scheduling.feeds (account_id, kind, token_hash) VALUES ($1, 'patient', $2)`, [
      account,
      randomBytes(32),
    ])
    // B is seen by somebody who is none of the kinds
    const comesTo = account === one('self') ? staff : others[1]
    await run(`INSERT INTO scheduling.persons (person_id, name, patient_id) VALUES ($1, 'x', $2)`, [article, patient])
    await run(
      `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
       VALUES ($1, 'x', 'x', $2, $1, '[2999-01-01,2999-01-02)', '[2999-01-01,2999-01-02)', 'booked', $1, decode(repeat('00', 32), 'hex'))`,
      [article, comesTo],
    )
    await run('INSERT INTO scheduling.outbox (appointment_id, version) VALUES ($1, 1)', [article])
    await run(`INSERT INTO scheduling.outcomes (appointment_id, number, was) VALUES ($1, 1, '{}')`, [article])
    await run(
      `INSERT INTO scheduling.courses (course_id, service_id, person_id, practitioner, location_id, sessions, every_days)
       VALUES ($1, 'x', $1, $2, 'x', 1, 7)`,
      [article, comesTo],
    )
    await run(
      `INSERT INTO scheduling.requests (request_id, name, telephone, link_hash, person_id) VALUES ($1, 'x', 'x', decode(repeat('00', 32), 'hex'), $1)`,
      [article],
    )
    await run(`INSERT INTO scheduling.request_diaries (request_id, link) VALUES ($1, 'x')`, [article])
    await run(
      `INSERT INTO scheduling.proposals (request_id, appointment_id, ends_at, made_by) VALUES ($1, $1, '2999-01-01', $2)`,
      [article, one('manager')],
    )
    await run(
      `INSERT INTO scheduling.waiting (waiting_id, service_id, person_id, days, link_hash)
       VALUES ($1, 'x', $1, '[2020-01-01,2020-02-01)', decode(repeat('00', 32), 'hex'))`,
      [article],
    )
    await run(
      `INSERT INTO scheduling.claims (claim_id, waiting_id, appointment_id, ends_at, link_hash)
       VALUES ($1, $1, $1, '2999-01-01', decode(repeat('00', 32), 'hex'))`,
      [article],
    )
    for (const [k, entity] of ['day', 'session'].entries()) {
      const key = entity === 'day' ? '2026-03-01' : 's-1'
      await run(
        `INSERT INTO diary.operations (patient_id, seq, id, entity, key, fields, claimed, effective, latest, seen, device, author)
         VALUES ($1, $2, $3, $4, $5, '{}', 0, 0, 0, 0, $3, $6)`,
        [patient, k + 1, randomUUID(), entity, key, account],
      )
      await run(
        `INSERT INTO diary.entries (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq, author)
         VALUES ($1, $2, $3, '2026-03-01', '2026-03-01', '{}', '{}', false, 1, $4)`,
        [patient, entity, key, entity === 'day' ? account : staff],
      )
    }
    await run(
      `INSERT INTO diary.answers (patient_id, method, epoch, seq, day, made_at, since_day, since_epoch, since_seq, summary, answers)
       VALUES ($1, 'x', $1, 2, '2026-03-01', now(), '2026-03-01', $1, 2, '{}', '{}')`,
      [patient],
    )
    await run(`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`, [
      patient,
      account,
    ])
    await run(
      `INSERT INTO access.share_links (link_id, patient_id, recipient, token_hash, entities, with_notes, first_day, last_day, created_by, expires_at)
       VALUES ($1, $2, 'x', decode($3, 'hex'), '{day}', false, '2026-01-01', '2026-12-31', $4, '2999-01-01')`,
      [randomUUID(), patient, patient === a.patient ? tokenHash : randomBytes(32).toString('hex'), account],
    )
    await run('INSERT INTO access.erased_patients (patient_id, asked_by) VALUES ($1, $2)', [patient, account])
    await run(
      `INSERT INTO access.consents (patient_id, consent_id, account_id, text_id, version, language, text_hash, given)
       VALUES ($1, $2, $3, 'x', 1, 'en', decode(repeat('00', 32), 'hex'), true)`,
      [patient, randomUUID(), account],
    )
    await run(
      `INSERT INTO access.proxy_invitations (patient_id, invitation_id, token_hash, invited_by, expires_at)
       VALUES ($1, $2, $3, $4, '2999-01-01')`,
      [patient, randomUUID(), randomBytes(32), account],
    )
    await run(
      `INSERT INTO access.handovers (patient_id, handover_id, token_hash, offered_by, identity_checked_by, opens_at, expires_at)
       VALUES ($1, $2, $3, $4, 'in-person', '2999-01-01', '2999-01-02')`,
      [patient, randomUUID(), randomBytes(32), one('manager')],
    )
    await run(
      `INSERT INTO access.outbox (patient_id, notice_id, audience, kind, about) VALUES ($1, $2, 'patient', 'x', '{}')`,
      [patient, randomUUID()],
    )
    await run(
      `INSERT INTO access.merges (merge_id, from_account, into_account, asked_by, reason, ends_at)
       VALUES ($1, $2, $3, $4, 'x', '2999-01-01')`,
      [merge, account, others[0], one('manager')],
    )
    await run(
      `INSERT INTO access.closed_diaries (patient_id, closed_by, informed_by, reason, keep_until, closed_at, reopened_at)
       VALUES ($1, $2, 'clinic', 'x', '2999-01-01', '2020-01-01', $3)`,
      [patient, one('manager'), null],
    )
    const [visit, attachment] = [randomUUID(), randomUUID()]
    const records: readonly (readonly [string, readonly unknown[]])[] = [
      [`files (patient_id, file_id, opened_by) VALUES ($1, $2, $3)`, [randomUUID(), staff]],
      [
        `visits (patient_id, visit_id, visited_on, location, practitioner, kind, state, recorded_by)
         VALUES ($1, $2, '2026-03-01', 'x', $3, 'x', 'done', $3)`,
        [visit, staff],
      ],
      [
        `notes (patient_id, note_id, version, visit_id, author, body) VALUES ($1, $2, 1, $3, $4, 'x')`,
        [randomUUID(), visit, staff],
      ],
      [
        `paper_consents (patient_id, paper_id, subject, signed_on, recorded_by) VALUES ($1, $2, 'x', '2026-03-01', $3)`,
        [randomUUID(), staff],
      ],
      [`holds (patient_id, hold_id, reason, placed_by) VALUES ($1, $2, 'x', $3)`, [randomUUID(), one('manager')]],
      [`brought (patient_id, brought_id, content, brought_by) VALUES ($1, $2, '{}', $3)`, [randomUUID(), account]],
    ]
    for (const [text, values] of records) await run(`INSERT INTO clinic_records.${text}`, [patient, ...values])
    await run(
      `INSERT INTO attachments.files (patient_id, attachment_id, entity, key, name, media_type, bytes, sha256, added_by)
       VALUES ($1, $2, 'day', '2026-03-01', 'x', 'image/png', 1, decode(repeat('00', 32), 'hex'), $3)`,
      [patient, attachment, account],
    )
    await run(`INSERT INTO attachments.parts (patient_id, attachment_id, n, content) VALUES ($1, $2, 0, 'x')`, [
      patient,
      attachment,
    ])
    await run(`INSERT INTO audit.chains (chain_id, kind) VALUES ($1, 'patient')`, [patient])
    await run(
      `INSERT INTO audit.events (chain_id, n, at, actor, acting_as, act, about, hash)
       VALUES ($1, 1, now(), $2, 'self', 'x', '{}', decode(repeat('00', 32), 'hex'))`,
      [patient, account],
    )
    await run(
      `INSERT INTO mail.mails (mail_id, account_id, patient_id, kind, state, epoch, sealed, send_at, expires_at)
       SELECT $1, $2, $3, 'access-opened', 'held', epoch, decode(repeat('00', 40), 'hex'), now(), '2999-01-01' FROM installation.state`,
      [mail, account, patient],
    )
    await run(`INSERT INTO mail.stopped (account_id, kind) VALUES ($1, 'diary-reminder')`, [account])
    await run(
      `INSERT INTO reminders.evenings (patient_id, account_id, channel, local_time, zone, language, due_at, heard_seq, heard_on)
       VALUES ($1, $2, 'push', '21:00', 'UTC', 'en', '2999-01-01', 2, '2026-03-01')`,
      [patient, account],
    )
    await run(
      `INSERT INTO reminders.subscriptions (endpoint_hash, account_id, endpoint, p256dh, auth, server_key) VALUES ($1, $2, 'x', 'x', 'x', 'x')`,
      [randomBytes(32), account],
    )
  }
  await run(`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $3)`, [
    a.patient,
    one('proxy'),
    a.account,
  ])
  await run(`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $3)`, [
    b.patient,
    others[0],
    b.account,
  ])
  const relate = (
    patient: string,
    practitioner: string,
    more: Readonly<Record<string, string | null>> = {},
  ): Promise<unknown> => {
    const row = {
      made_by: patient === a.patient ? a.account : b.account,
      made_as: 'patient',
      ends_at: null,
      ended_at: null,
      ...more,
    }
    return run(
      `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, begun_at, ends_at, ended_at)
       VALUES ($1, $2, $3, $4, $5, 'x', $6, $7, $8)`,
      [
        randomUUID(),
        patient,
        practitioner,
        row.made_by,
        row.made_as,
        '2020-01-01T00:00:00Z',
        row.ends_at,
        row.ended_at,
      ],
    )
  }
  await relate(a.patient, one('practitioner'))
  await relate(a.patient, one('ended'), { ended_at: '2021-01-01T00:00:00Z' })
  await relate(a.patient, one('expired'), { ends_at: '2021-01-01T00:00:00Z' })
  await relate(a.patient, one('left'))
  await relate(a.patient, one('demoted'))
  await relate(a.patient, one('emergency-over'), {
    made_by: one('emergency-over'),
    made_as: 'break-glass',
    ends_at: '2020-01-01T12:00:00Z',
  })
  for (const [kind, column] of [
    ['proxy-ended', 'ended_at'],
    ['proxy-expired', 'ends_at'],
  ] as const)
    await run(
      `INSERT INTO access.diaries (patient_id, account_id, relation, made_by, begun_at, ${column})
       VALUES ($1, $2, 'proxy', $3, '2020-01-01', '2021-01-01')`,
      [a.patient, one(kind), a.account],
    )
  await relate(b.patient, others[1])
  for (const { patient } of [a, b]) {
    await relate(patient, others[1], {
      made_by: one('manager'),
      made_as: 'manager',
      ends_at: '2020-01-02T00:00:00Z',
    })
    await relate(patient, others[1], { made_by: others[1], made_as: 'break-glass', ends_at: '2020-01-01T12:00:00Z' })
  }
  const settings: Partial<Record<Kind, string>> = {
    unset: 'SELECT 1',
    token: `SET LOCAL clearday.token = '${tokenHash}'`,
  }
  for (const [kind, account] of Object.entries(accounts)) {
    settings[kind as Kind] = settingStatements(
      await asPerson(store.app, account, (_, access) => Promise.resolve(access)),
    )
  }
  return { a, b, accounts, settings: settings as Record<Kind, string> }
}
