export const en = {
  proposed: (who: string) => `${who} proposed something for your plan. Read it and answer.`,
  somebody: 'Somebody of the clinic proposed something for your plan. Read it and answer.',
}
