export const en = {
  title: 'Two devices said different things here.',
  stands: 'In the diary now:',
  also: (own: boolean): string => (own ? 'Also said, on this device:' : 'Also said, on another device:'),
  leave: 'Leave it as it is',
  take: 'Take the other instead',
  takenBack: 'taken back',
  settled: 'Saved. All devices will show it so.',
  cannot: 'The other does not fit what else is said here. Change it below by hand.',
}
