// English words for readers without an account: new articles by mail, and what is kept under an address.

export const READERS_EN = {
  'nav.more': 'More of this site',
  'nav.follow': 'New articles by mail',
  'nav.mine': 'What is kept under your address',
  'follow.title': 'New articles by mail',
  'follow.words':
    'A short mail when something new appears, with its title and a link. No pictures are fetched when you open it, and nobody counts that you did.',
  'follow.email': 'Your e-mail address',
  'follow.topic': 'About what',
  'follow.all': 'Everything',
  'follow.language': 'Articles in',
  'follow.language.name': '{language, select, es {Spanish} other {English}}',
  'follow.kept':
    'First you get one mail with a link to say yes. Without that, nothing is sent and the address is deleted after two days. Each mail has a link that ends it.',
  'follow.send': 'Send me the link',
  'follow.sent': 'Look into your mailbox',
  'follow.sent.words':
    'If the address is right, a mail with a link is on its way. Nothing else is sent before you say yes there.',
  'follow.yours': 'New articles by mail: {address}',
  'follow.waits': 'It waits for your yes',
  'follow.waits.words':
    'Somebody asked for these mails to your address. If it was you, say yes. If not, close this page.',
  'follow.one': '{topic}, articles in {language, select, es {Spanish} other {English}}',
  'follow.yes': 'Yes, send them',
  'follow.confirmed': 'From now on you get a mail when something new appears.',
  'follow.sends': 'You get',
  'follow.end': 'End this',
  'follow.endAll': 'End all of it',
  'follow.ended': 'It has ended. No more of these mails are sent.',
  'follow.none': 'No articles are mailed to this address.',
  'follow.again': 'Ask for them again',
  'follow.over': 'This link opens nothing',
  'follow.over.words': 'It is incomplete, or nothing is kept under it any more.',
  'follow.fault.email': 'Give an e-mail address such as name@example.org.',
  'follow.fault.topic': 'Choose one of the topics.',
  'follow.fault.busy': 'Too much was asked for from your network just now. Try again in a quarter of an hour.',
  'mine.title': 'What is kept under your address',
  'mine.words':
    'Give the address that you wrote or followed with. A link goes there; under it you see everything that is kept, and can delete it.',
  'mine.send': 'Send me the link',
  'mine.of': 'Kept under {address}',
  'mine.over.words': 'Links last a day and two at most. Ask for another one.',
  'mine.follow': 'New articles by mail',
  'mine.follow.none': 'Nothing is mailed to you.',
  'mine.erase': 'Erase the address',
  'mine.erase.words':
    'The address goes, with everything that was given under it: what is mailed, comments, and mails that wait. It cannot be undone.',
  'mine.erase.button': 'Erase everything',
  'mine.erased': 'The address is erased',
  'mine.erased.words': 'Nothing is kept under it any more.',
} as const
