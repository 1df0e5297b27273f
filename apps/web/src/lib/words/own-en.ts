// English words for what the clinic says of itself: places, licences, pages, and how managers keep them.

export const OWN_EN = {
  'nav.places': 'Locations',
  'nav.site': 'Site',
  'places.title': 'Where we are',
  'places.none': 'No location is shown yet.',
  'places.map': 'See it on a map (OpenStreetMap)',
  'places.hours': 'Opening hours',
  'places.closed': 'closed',
  'places.zone': 'In the time of the place ({zone}).',
  'places.accessibility': 'Getting in, and being there',
  'places.accessibility.unknown': 'Nothing is written about it yet. Please call before you come.',
  'places.people': 'Who works here',
  'places.works': 'Works at',
  'licences.covers': 'For: {what}',
  'licences.until': 'valid until {day}',
  'own.about': 'About us',
  'own.privacy': 'Privacy',
  'own.accessibility': 'Accessibility',
  'own.imprint': 'Imprint',
  'own.none': 'The clinic has not added its own words to this page yet.',
  'own.saved': 'As of {day}.',
  'own.about.default':
    'Who writes and reviews here stands under [the people](/people), where we are under [locations](/locations).',
  'own.privacy.default': `What this site does by itself:

## Reading
- No cookie is set for reading. The choice of a light or a language is remembered in a cookie of its own, and nothing else is.
- Nothing is loaded from other sites, and nobody else is told that you read.
- How often a page is read is counted by page and day, without your network address and without anything that tells readers apart.

## Writing
- An address for new articles by mail is used for that alone, after you said yes by a link that was mailed to it. Each mail ends it by one press.
- A comment shows the name that you chose. The address is never shown.
- What is kept under your address you see and erase under [what is kept under your address](/mine).
- A request for an evaluation is deleted after 180 days at the latest.

## Diaries and accounts
Who may see a diary, and who has looked, stands in the account of whoever writes it.`,
  'own.accessibility.default': `What is true of the pages themselves:

- They can be read, searched and written to without scripts, with a keyboard alone, and with a screen reader.
- There are lights for day, night and an attack, at the foot of every page. Nothing moves or blinks by itself.
- Drawings stand beside sentences and tables that say the same.
- They are built to WCAG 2.2, level AA, and each page is tested for it by a program. What a program cannot find, a reader may: please tell us.`,
  'own.imprint.default':
    'Who answers for this site, and how to reach them, stands here once the clinic has written it.',
  'siteset.title': 'The site',
  'siteset.look': 'Name and look',
  'siteset.places': 'Locations',
  'siteset.licences': 'Licences',
  'siteset.pages': 'Pages',
  'siteset.done': 'It is kept, and readers see it within seconds.',
  'siteset.see': 'See it',
  'siteset.save': 'Save',
  'siteset.name': 'Name',
  'siteset.name.label': 'How the clinic is called',
  'siteset.promise': 'One line under it ({language, select, es {Spanish} other {English}})',
  'siteset.colours': 'Colour',
  'siteset.colours.words':
    'Links, buttons and drawings have one colour, one for light and one for dark. The lights for an attack keep theirs. A colour in which words could not be read is refused.',
  'siteset.day': 'By day, on white',
  'siteset.night': 'At night, on dark',
  'siteset.own': 'A colour of our own',
  'siteset.colour': 'Colour',
  'siteset.colours.save': 'Save the colours',
  'siteset.logo': 'Logo',
  'siteset.logo.now': 'The logo as it is now',
  'siteset.logo.file': 'Picture',
  'siteset.logo.hint':
    'PNG, JPEG or WebP of up to 200 kB. It is shown 40 pixels high beside the name, on light and on dark.',
  'siteset.logo.save': 'Save the logo',
  'siteset.logo.remove': 'Show no logo',
  'siteset.place.new': 'A new location',
  'siteset.place.id': 'Word in its address',
  'siteset.place.id.hint': 'Small letters, digits and hyphens, such as north-bank. It stays for good.',
  'siteset.place.name': 'Name',
  'siteset.place.address': 'Address, line by line',
  'siteset.place.zone': 'Time zone',
  'siteset.place.zone.hint': 'Such as Europe/Madrid.',
  'siteset.place.hours.hint': 'Such as 09:00-13:00, 14:00-18:00. Empty: closed.',
  'siteset.place.about': 'About it ({language, select, es {Spanish} other {English}})',
  'siteset.place.accessibility': 'Getting in, and being there ({language, select, es {Spanish} other {English}})',
  'siteset.place.accessibility.hint':
    'Steps, lift, width of doors, toilet; bright lights, smells and noise; a dim room to lie down.',
  'siteset.people.none': 'Nobody is shown on the site yet.',
  'siteset.licences.none': 'No licence is shown.',
  'siteset.licence.add': 'Add a licence',
  'siteset.licence.remove': 'Remove',
  'siteset.licence.person': 'Whose',
  'siteset.licence.name': 'What it is called',
  'siteset.licence.name.hint': 'As it is called where it was given.',
  'siteset.licence.authority': 'Who gave it',
  'siteset.licence.number': 'Number',
  'siteset.licence.covers': 'What it is for ({language, select, es {Spanish} other {English}})',
  'siteset.licence.until': 'Valid until (may be empty)',
  'siteset.language': '{language, select, es {Spanish} other {English}}',
  'siteset.page.body': 'Text of the page: {page}',
  'siteset.page.hint': 'Markdown: ## for a title, - for a list, [words](/address) for a link. Every version is kept.',
  'siteset.page.never': 'Nobody has saved this page yet; these words are those of Clearday.',
  'siteset.page.saved': 'Saved {moment}',
  'siteset.look.first': 'Look at it first',
  'siteset.looked': 'As readers would see it',
  'siteset.fault.name': 'Give the clinic a name.',
  'siteset.fault.colour': 'This is no colour such as #1d6a63.',
  'siteset.fault.contrast':
    'Words in this colour could not be read by everybody: its contrast is {has} to 1, and {least} to 1 is the least.',
  'siteset.fault.logo': 'This is no PNG, JPEG or WebP picture of up to 200 kB.',
  'siteset.fault.id': 'Small letters, digits and hyphens, please.',
  'siteset.fault.place': 'Give the location a name.',
  'siteset.fault.zone': 'This is no time zone such as Europe/Madrid.',
  'siteset.fault.hours': 'Write hours such as 09:00-13:00, 14:00-18:00, in order.',
  'siteset.fault.licence': 'Say what the licence is called.',
  'siteset.fault.day': 'This is no day.',
  'siteset.fault.person': 'Choose whose licence it is.',
  'siteset.fault.long': 'This has more than {most} characters.',
  'siteset.fault.changed':
    'Somebody else saved this page meanwhile. Your words are below; open the page anew in another tab to see theirs.',
  'reading.home': 'Home',
  'reading.commentsOn': 'Comments: {title}',
} as const
