import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDiary, readDiaryText, type Diary } from '@clearday/diary'
import { plannedHistory, sessionDays } from '../plan/plan-fixture.ts'
import { doctorPageOf } from './doctor-page-of.ts'
import { MOST_QUESTION, withOwnWords } from './own-words.ts'
import type { Block, DoctorPage, DoctorSection } from './doctor-page.ts'
import { oneLine, printed, shortened } from './printed.ts'

const EXAMPLE = read(readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8'))

function read(text: string): Diary {
  const found = readDiaryText(text)
  assert.ok(found.type === 'ok')
  return found.value
}

/** All words of a block, in the order they are read. */
function wordsOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'text':
      return [block.text]
    case 'list':
      return block.items
    case 'table':
      return [block.about, ...block.columns.map(({ name }) => name), ...block.rows.flat().map(({ text }) => text)]
    case 'days':
      return [
        block.about,
        ...block.months.flatMap(({ name, says }) => [name, says]),
        ...[...block.legend, ...block.signs].map(({ text }) => text),
      ]
  }
}

const textOf = (sections: readonly DoctorSection[]): string =>
  sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(wordsOf)]).join('\n')
const sectionOf = ({ sections, appendices }: DoctorPage, id: string): string =>
  textOf([...sections, ...appendices].filter((section) => section.id === id))

test('the page names whose diary it is, its period and how much of it is known, and counts each kind of day month by month', () => {
  const page = doctorPageOf(EXAMPLE, { language: 'en', name: '  Ana\n Muster ' })
  assert.equal(page.who, 'Ana Muster, born 1988')
  assert.equal(page.period, '19 January 2026 to 29 March 2026 (70 days)')
  assert.match(page.completeness, /^65 of 70 days known\. A day without an entry is not known/)
  const figures = page.sections.find(({ id }) => id === 'figures')
  const table = figures?.blocks[0]
  assert.ok(table?.type === 'table')
  assert.deepEqual(
    table.rows.map((row) => row.map(({ text }) => text)),
    [
      ['Jan 2026*', '5', '4', '4', '3', '13 of 13'],
      ['Feb 2026', '11–13', '7–9', '8–10', '8–10', '26 of 28'],
      ['Mar 2026*', '9–12', '9–12', '8–11', '8–11', '26 of 29'],
      ...[
        [
          ...['Whole period, in 28 days', '10.8 (10.0–12.0)', '8.6 (8.0–10.0)', '8.6 (8.0–10.0)'],
          ...['8.2 (7.6–9.6)', '65 of 70'],
        ],
      ],
    ],
  )
  assert.deepEqual(table.rows[1][1].bar, { full: 11, most: 13, of: 28 })
})

test('patterns, overuse, what was tried, lost time, questionnaires and the question stand on the page, and all of them after it', () => {
  const page = doctorPageOf(EXAMPLE, { language: 'en', question: 'Go on, or stop?' })
  assert.match(sectionOf(page, 'patterns'), /Consistent with: migraine without aura \(1\.1; criteria A–D\)/)
  assert.match(sectionOf(page, 'patterns'), /Not met: chronic migraine \(1\.3\)/)
  assert.match(sectionOf(page, 'medicines'), /cannot be excluded.*Triptans \(Jan 2026, Mar 2026\)/)
  assert.match(
    sectionOf(page, 'tried'),
    /Craniosacral therapy\n4 sessions since 2 Mar 2026\nCan’t tell yet\. So far about [\d.]+ (?:fewer|more) headache days in 28 \(between /,
  )
  assert.match(sectionOf(page, 'tried'), /50 mg a day \(aim 100 mg\)/)
  assert.match(sectionOf(page, 'lost-time'), /In the 90 days to 29 March 2026: 9 days .*work or school missed 3/)
  assert.match(sectionOf(page, 'scores'), /MIBS-4: 4 of 12 \(29 Mar 2026\); before: 5 \(19 Jan 2026\)/)
  assert.equal(sectionOf(page, 'question'), 'My question for today\nGo on, or stop?')
  assert.match(sectionOf(page, 'flags'), /10 questions about warning signs have no answer\. This is not an all-clear\./)
  assert.match(sectionOf(page, 'all-patterns'), /A met, B met, C met, D met/)
  assert.match(
    sectionOf(page, 'days-in-words'),
    /22 severe, migraine, medicine; 23 severe, migraine;.*Not noted: 5, 21\./s,
  )
  assert.match(sectionOf(page, 'method'), /rules behind this page are not yet reviewed/)
  assert.match(page.foot[0], /no diagnosis/)
})

test('the Spanish page is Spanish throughout, with the same rows, drawings and numbers', () => {
  const [english, spanish] = (['en', 'es'] as const).map((language) => doctorPageOf(EXAMPLE, { language, name: 'Ana' }))
  const shape = ({ sections, appendices }: DoctorPage): unknown =>
    [sections, appendices].map((list) =>
      list.map(({ id, blocks }) => [id, blocks.map((block) => wordsOf(block).length)]),
    )
  assert.deepEqual(shape(spanish), shape(english))
  const all = ({ sections, appendices, who, period, completeness, foot }: DoctorPage): string =>
    [textOf(sections), textOf(appendices), who, period, completeness, ...foot].join('\n')
  const numbers = (text: string): readonly string[] =>
    text.replaceAll(/(\d),(\d)/g, '$1.$2').match(/\d+(\.\d+)?/g) ?? []
  assert.deepEqual(numbers(all(spanish)).toSorted(), numbers(all(english)).toSorted())
  assert.doesNotMatch(all(spanish), /\b(the|is|of|and|days|met|with)\b/)
  assert.doesNotMatch(
    `${all(spanish)}${all(english)}`,
    /!(?!”|»)(?! \d)|\b(safe|proven|cause[sd]?|segur[oa]|demostrad\w*|undefined|NaN)\b/,
  )
})

test('warning signs come first, the most urgent before the others, and what was put aside stands', () => {
  const { diary } = plannedHistory({ firstDay: '2026-01-01', outcome: Array.from({ length: 60 }, () => 0) })
  const asked = { 'worst-ever': 'yes', position: 'yes' } as const
  const checks = [{ id: 'c1', date: '2026-02-27', occasion: 'onboarding' as const, answers: asked }]
  const page = doctorPageOf({ ...diary, safetyChecks: checks }, { language: 'en' })
  assert.equal(page.sections[0].id, 'flags')
  const [list] = page.sections[0].blocks
  assert.ok(list.type === 'list')
  assert.match(list.items[0], /worst headache.*an emergency when it happens; last noted 27 Feb 2026/i)
  const spanish = doctorPageOf({ ...diary, safetyChecks: checks }, { language: 'es' })
  assert.match(sectionOf(spanish, 'flags'), /El peor dolor de cabeza de su vida: una urgencia cuando ocurre/)
})

test('a question that does not fit goes on after the page, and no longer one than a question is kept', () => {
  const question = 'Why does it come at night? '.repeat(400)
  const page = doctorPageOf(EXAMPLE, { language: 'en', question })
  const [text, more] = page.sections[1].blocks
  assert.ok(text.type === 'text' && more.type === 'text')
  assert.ok(text.text.endsWith('…') && text.text.length <= 320)
  assert.equal(more.text, 'It goes on in the appendix.')
  const [whole] = page.appendices[0].blocks
  assert.deepEqual(withOwnWords(withOwnWords(page, {}), { question }), page, 'put in afterwards it is the same page')
  assert.ok(whole.type === 'text' && whole.text.length <= MOST_QUESTION && question.startsWith(whole.text))
})

test('an empty diary, one day, and one that is all headache give a page that says what is not known', () => {
  const made = (more: object): DoctorPage => {
    const found = readDiary({
      format: 'clearday-diary-1',
      timeZone: 'UTC',
      firstDay: '2026-03-12',
      lastDay: '2026-03-12',
      ...more,
    })
    assert.ok(found.type === 'ok')
    return doctorPageOf(found.value, { language: 'en' })
  }
  const empty = made({})
  assert.equal(empty.completeness, 'No day of this period is known.')
  assert.match(empty.who, /^Name: _+$/)
  assert.match(sectionOf(empty, 'figures'), /Mar 2026\*\nnot known\nnot known/)
  assert.match(sectionOf(empty, 'tried'), /No treatment is noted\./)
  assert.doesNotMatch(textOf([...empty.sections, ...empty.appendices]), /NaN|undefined|Infinity/)
  const one = made({ days: [{ date: '2026-03-12', headache: 'present', severity: 'severe' }] })
  assert.match(sectionOf(one, 'figures'), /28\.0/)
  const { diary } = plannedHistory({
    firstDay: '2025-01-01',
    outcome: Array.from({ length: 400 }, () => 1),
    sessions: [{ therapy: 'x'.repeat(200), on: sessionDays('2025-05-01', 20, 7) }],
  })
  const whole = doctorPageOf(diary, { language: 'es', from: '2025-01-01' })
  assert.equal(
    whole.appendices.some(({ id }) => id === 'all-months'),
    true,
  )
  assert.match(sectionOf(whole, 'figures'), /Los 10 meses anteriores/)
})

test('numbers near a half are printed alike however the last bits fell, and never as minus zero', () => {
  assert.deepEqual(
    [12.25, 12.25 - 1e-12, 12.25 + 1e-12].map((value) => printed(value, 'en')),
    ['12.3', '12.3', '12.3'],
  )
  assert.equal(printed(-0.04, 'es'), '0,0')
  assert.equal(printed(-3.44, 'es'), '−3,4')
  assert.equal(oneLine('a\u202Eb\u0000\n c\uD800'), 'a b c')
  assert.equal(shortened('one two three four', 12), 'one two…')
})

test('of a diary that was shared in part nothing is called none that was only not shared', () => {
  const missing = ['intake', 'questionnaire', 'safety-check', 'session', 'regimen'].map((kind) => ({
    kind,
    name: kind,
  }))
  const shared = { ...EXAMPLE, intakes: [], questionnaires: [], safetyChecks: [], sessions: [], regimens: [] }
  const page = doctorPageOf(shared, { language: 'en', shared: { missing, withNotes: false } })
  for (const id of ['medicines', 'patterns', 'tried', 'scores'])
    assert.match(sectionOf(page, id), /\nNot shared\.$/, id)
  assert.doesNotMatch(sectionOf(page, 'flags'), /None raised|no answer/)
  assert.match(
    sectionOf(page, 'flags'),
    /There may be warning signs in what was not shared \(safety-check, intake, session, regimen, questionnaire\)\. This/,
  )
  assert.doesNotMatch(`${sectionOf(page, 'figures')}${sectionOf(page, 'days')}`, /medicine/i)
  assert.equal(
    page.appendices.some(({ id }) => id === 'all-patterns' || id === 'all-tried'),
    false,
  )
  assert.equal(
    page.sections.some(({ id }) => id === 'question'),
    false,
  )
  assert.match(page.completeness, /Not shared: intake, questionnaire/)
})

test('where neither days nor attacks were shared no day is counted, and none is called a day without headache', () => {
  const missing = ['day', 'attack'].map((kind) => ({ kind, name: kind }))
  const shared = { ...EXAMPLE, days: [], attacks: [] }
  const page = doctorPageOf(shared, { language: 'en', shared: { missing, withNotes: true } })
  for (const id of ['figures', 'days', 'lost-time']) assert.match(sectionOf(page, id), /\nNot shared\.$/, id)
  assert.equal(
    page.appendices.some(({ id }) => id === 'days-in-words' || id === 'all-months'),
    false,
  )
})

test('“none raised” is said of warning signs only where everything that can raise one was shared', () => {
  const { diary } = plannedHistory({ firstDay: '2026-01-01', outcome: Array.from({ length: 60 }, () => 0) })
  const flags = (language: 'en' | 'es', ...kinds: readonly string[]): string => {
    const missing = kinds.map((kind) => ({ kind, name: `the ${kind}` }))
    return sectionOf(doctorPageOf(diary, { language, shared: { missing, withNotes: true } }), 'flags')
  }
  assert.match(flags('en', 'goal', 'trial'), /None raised/)
  for (const kind of ['safety-check', 'day', 'attack', 'intake', 'person', 'session', 'regimen', 'questionnaire']) {
    assert.doesNotMatch(flags('en', kind), /None raised/, kind)
    assert.match(flags('en', kind, 'goal'), new RegExp(`in what was not shared \\(the ${kind}\\)\\.`))
    assert.match(flags('es', kind), new RegExp(`en lo que no se compartió \\(the ${kind}\\)\\.`))
  }
})

test('of a diary that was shared in part no other answer stands than the whole diary gives', () => {
  for (const kind of ['day', 'attack', 'session', 'regimen', 'trial']) {
    const shared = { missing: [{ kind, name: `the ${kind}` }], withNotes: true }
    const page = doctorPageOf(EXAMPLE, { language: 'en', shared })
    const tried = `${sectionOf(page, 'tried')}${sectionOf(page, 'all-tried')}`
    assert.doesNotMatch(tried, /Can’t tell|Probably|So far/, kind)
    assert.match(tried, new RegExp(`Not answered here: .*\\(the ${kind}\\)`))
    assert.match(tried, /4 sessions since 2 Mar 2026/, 'what was used stands')
  }
  const whole = doctorPageOf(EXAMPLE, { language: 'en' })
  const unsaid = { missing: [{ kind: 'person', name: 'person' }], withNotes: true }
  assert.match(
    sectionOf(doctorPageOf(EXAMPLE, { language: 'en', shared: unsaid }), 'tried'),
    /remembered of the time before was not shared; with it an answer may be another/,
  )
  const rest = { missing: [{ kind: 'goal', name: 'goals' }], withNotes: true }
  const page = doctorPageOf(EXAMPLE, { language: 'en', shared: rest })
  // of what days the link shows the answers are, is said: there may be others before them
  const ofLink =
    ' Answers here are of the days that this link shows alone: of the whole diary, on the person’s own page, they may be others.'
  assert.equal(sectionOf(page, 'tried').replace(ofLink, ''), sectionOf(whole, 'tried'))
  assert.ok(sectionOf(page, 'tried').includes(ofLink))
})

test('while a trial that is read once goes on, its treatment has no answer on the page, in both languages', () => {
  const { diary } = plannedHistory({
    firstDay: '2026-01-01',
    outcome: Array.from({ length: 90 }, (_, day) => day % 2),
    regimens: [{ treatment: 'magnesium', events: [{ type: 'start', on: '2026-01-20' }] }],
  })
  const trial = { id: 't', treatment: 'magnesium', startsOn: '2026-03-01', blockDays: 14, seed: 1 }
  const trials = [{ ...trial, withFirst: [true, false], looks: 'once-at-the-end' as const }]
  const tried = (language: 'en' | 'es'): string => {
    const page = doctorPageOf({ ...diary, trials }, { language })
    return `${sectionOf(page, 'tried')}${sectionOf(page, 'all-tried')}`
  }
  assert.match(tried('en'), /Sealed until 26 April 2026: the patient chose to look once, at the end\./)
  assert.match(tried('es'), /Sellado hasta el 26 de abril de 2026: el paciente eligió mirar una sola vez/)
  assert.doesNotMatch(tried('en'), /Can’t tell|Probably|So far/)
})

test('what is named in words that were not shared has no answer, as it may be several treatments', () => {
  const { diary } = plannedHistory({
    firstDay: '2026-01-01',
    outcome: Array.from({ length: 90 }, (_, day) => day % 2),
    regimens: ['in own words', 'con palabras propias', 'magnesium'].map((treatment) => ({
      ...{ treatment, events: [{ type: 'start' as const, on: '2026-02-01' }] },
    })),
  })
  for (const [language, said] of [
    ['en', /Not answered here: several treatments/g],
    ['es', /Aquí no se responde: tras nombres/g],
  ] as const) {
    const tried = (withNotes: boolean): string =>
      sectionOf(doctorPageOf(diary, { language, shared: { missing: [], withNotes } }), 'tried')
    assert.equal(tried(false).match(said)?.length, 1, language)
    assert.doesNotMatch(tried(true), said)
  }
})
