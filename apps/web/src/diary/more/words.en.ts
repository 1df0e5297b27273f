export const en = {
  title: 'More',
  light: 'Light',
  lights: { day: 'Day', night: 'Night', attack: 'Dim' },
  pages: {
    medicines: ['Medicines', 'What you take when it hurts, and the days left before the limits'],
    courses: ['Treatments and sessions', 'Preventives, supplements, therapy courses, practices'],
    helping: ['Is it helping?', 'For each treatment: what your diary shows, and how sure that is'],
    along: ['What goes along with my headaches?', 'Stress, sleep, weekends and what else you note'],
    tomorrow: ['Tomorrow', 'The chance of a headache, where it can be told'],
    trial: ['A fair trial', 'Weeks with and weeks without one treatment, drawn by lot'],
    benefit: ['Who might benefit?', 'Which treatments are worth a talk for you'],
    flags: ['Is this headache different?', 'Questions that may mean: see someone now'],
    reminders: ['Reminders', 'One in the evening, or none'],
    transfer: ['In and out', 'Bring your history in, take everything out, print a calendar'],
    unsent: ['Not sent yet', 'What is saved on this device alone'],
    device: ['This device', 'Account, lock, storage, light and language'],
  },
}
