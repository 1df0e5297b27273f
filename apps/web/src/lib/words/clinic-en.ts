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
} as const
