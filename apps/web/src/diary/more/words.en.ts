export const en = {
  title: 'More',
  light: 'Light',
  lights: { day: 'Day', night: 'Night', attack: 'Amber' },
  pages: {
    medicines: ['Medicines', 'What you take when it hurts, and the days left before the limits'],
    courses: ['Treatments and sessions', 'Preventives, supplements, therapy courses, practices'],
    helping: ['Is it helping?', 'For each treatment: what your diary shows, and how sure that is'],
    along: ['What goes along with my headaches?', 'Stress, sleep, weekends and what else you note'],
    tomorrow: ['Tomorrow', 'The chance of a headache, where it can be told'],
    benefit: ['Who might benefit?', 'Which treatments are worth a talk for you'],
    doctor: ['The page for the doctor', 'One side to print, save or show, with your own question'],
    flags: ['Is this headache different?', 'Questions that may mean: see someone now'],
    reminders: ['Reminders', 'One in the evening, or none'],
    transfer: ['In and out', 'Bring your history in, take everything out, print a calendar'],
    unsent: ['Not sent yet', 'What is saved on this device alone'],
    device: ['This device', 'Account, lock, storage, light and language'],
  },
}
