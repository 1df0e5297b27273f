// What may be said of craniosacral therapy, osteopathic manipulation and acupuncture, with the numbers of the studies.
import { countText } from '../number-words.ts'
import { armOf, estimateOf, finding } from '../studies.ts'
import { amount, fewer, figure, lower, sentence } from './sentence.ts'
import type { SummaryText } from './summary-text.ts'

export function craniosacralSummary(): SummaryText {
  const pain = finding('carrasco-uribarren-2024', 'pain')
  const disability = finding('carrasco-uribarren-2024', 'disability')
  const none = finding('ceballos-laita-2024', 'headache')
  const frequency = finding('munoz-gomez-2022', 'frequency')
  const unpublished = finding('mann-2008', 'both-arms')
  const neck = finding('haller-2016', 'neck-pain-week-8')
  const events = finding('haller-2020', 'serious-events')
  const worse = finding('craniosacral-practitioner-pages', 'transient-worsening')
  return {
    certaintyOf: pain.study.id,
    headline: sentence(
      'Whether craniosacral therapy makes migraine days fewer is not known: no trial gives a figure on them that can be relied on.',
      frequency,
      unpublished,
    ),
    sentences: [
      sentence(
        `A review of ${pain.study.includedStudies} trials in headache found pain ${lower(pain, 'points of 10')}; its authors call that clinically unimportant, and how sure they are, very low.`,
        pain,
      ),
      sentence(
        `The same review found no clear difference in disability, and a second review of ${none.study.includedStudies} trials of many conditions found no effect that is clinically relevant, headache among them.`,
        disability,
        none,
      ),
      sentence(
        `One trial in ${frequency.study.participants} people found fewer attacks than with a sham, but we could read no figure for how many fewer; another with ${unpublished.study.participants} people never published its comparison.`,
        frequency,
        unpublished,
      ),
      sentence(
        `In neck pain, which is not migraine, a trial with ${neck.study.participants} people found ${lower(neck, 'points of 100')} than with light touch after 8 weeks.`,
        neck,
      ),
      sentence(
        `There were no serious events in the trials that reported on harms (${armOf(events, 'trials that reported harms')} of ${armOf(events, 'trials in all')}); the others did not say.`,
        events,
      ),
      sentence(
        'Practitioners describe that some people feel worse for hours to days after a session; how often is not known.',
        worse,
      ),
    ],
  }
}

export function osteopathySummary(): SummaryText {
  const days = finding('cerritelli-2015', 'migraine-days')
  const impact = finding('cerritelli-2015', 'hit-6')
  const course = finding('parker-1980', 'first-six-months')
  const later = finding('parker-1980', 'later')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      'Whether osteopathic manipulation makes migraine days fewer is not known: the one trial that counts them cannot be believed as it stands.',
      days,
    ),
    sentences: [
      sentence(
        `That trial, in ${days.study.participants} people with chronic migraine, reports ${fewer(days, 'migraine days a month')} than with a sham. The best preventives differ from placebo by 1 to 2.2 days, so it is left out of what we expect.`,
        days,
      ),
      sentence(`It also reports an impact score (HIT-6) ${lower(impact, 'points')} than with a sham.`, impact),
      sentence(
        `In an older trial of neck manipulation all groups had ${amount(estimateOf(course))} % fewer attacks after six months, whatever was done, and a further ${amount(estimateOf(later))} % fewer later: its authors think of the natural course.`,
        course,
        later,
      ),
      sentence(
        'Harms were not read for these trials, so nothing is said about them here. It is another treatment than craniosacral therapy.',
        days,
      ),
    ],
  }
}

export function acupunctureSummary(): SummaryText {
  const nothing = finding('linde-2016', 'response-no-acupuncture')
  const sham = finding('linde-2016', 'response-sham')
  const medicines = finding('linde-2016', 'response-medicines')
  const early = finding('li-2012', 'days-week-5-8')
  const late = finding('li-2012', 'days-week-13-16')
  const art = finding('art-2005', 'days')
  return {
    certaintyOf: nothing.study.id,
    headline: sentence(
      'Acupuncture goes along with clearly fewer headaches than no acupuncture, but only slightly fewer than sham needling.',
      nothing,
      sham,
    ),
    sentences: [
      sentence(
        `In a review of ${nothing.study.includedStudies} trials with ${countText(nothing.study.participants ?? 0)} people, ${armOf(nothing, 'acupuncture')} of 100 had at least half fewer headaches with acupuncture and ${armOf(nothing, 'no acupuncture')} of 100 without: a ratio of ${figure(nothing)}.`,
        nothing,
      ),
      sentence(
        `Against sham needles it was ${armOf(sham, 'acupuncture')} against ${armOf(sham, 'sham')} of 100, a ratio of ${figure(sham)}, with moderate certainty.`,
        sham,
      ),
      sentence(
        `Against preventive medicines it was ${armOf(medicines, 'acupuncture')} against ${armOf(medicines, 'preventive medicines')} of 100, a ratio of ${figure(medicines)}.`,
        medicines,
      ),
      sentence(
        `One large trial found no difference from sham in weeks 5 to 8, as planned, and ${fewer(late, 'migraine days in 28')} in weeks 13 to 16.`,
        early,
        late,
      ),
      sentence(
        `In a trial with three groups days fell by ${amount(armOf(art, 'acupuncture'))} with acupuncture, by ${amount(armOf(art, 'sham'))} with sham and by ${amount(armOf(art, 'waiting list'))} on a waiting list: most of the gain was neither the points nor time alone.`,
        art,
      ),
      sentence(
        'How it does in chronic migraine, and how far one person differs from another, these trials do not say. Harms were not read for them.',
        nothing,
      ),
    ],
  }
}
