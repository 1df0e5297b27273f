// What may be said of supplements, melatonin and drinking more water, with the numbers of the studies.
import { armOf, finding, type Finding } from '../studies.ts'
import { amount, fewer, lower, sentence } from './sentence.ts'
import type { SummaryText } from './summary-text.ts'

export function riboflavinSummary(): SummaryText {
  const attacks = finding('karami-talandashti-2024', 'riboflavin-attacks')
  const response = finding('schoenen-1998', 'response')
  return {
    certaintyOf: attacks.study.id,
    headline: sentence(
      'Riboflavin may make attacks about one fewer a month; the trials are small and certainty is low.',
      attacks,
    ),
    sentences: [
      sentence(`A review of supplements found ${fewer(attacks, 'attacks a month')} than in control groups.`, attacks),
      sentence(
        `In the first trial, ${response.study.participants} people with 400 mg a day for 3 months, ${armOf(response, 'riboflavin')} of 100 had at least half fewer headaches and ${armOf(response, 'placebo')} of 100 on placebo. So large a difference in so few people usually shrinks.`,
        response,
      ),
      sentence('How many days fewer, the trials here do not say. Harms were not read for them.', attacks, response),
    ],
  }
}

export function magnesiumSummary(): SummaryText {
  const days = finding('karami-talandashti-2024', 'magnesium-days')
  const attacks = finding('karami-talandashti-2024', 'magnesium-attacks')
  const severity = finding('okoli-2019', 'magnesium-severity')
  const both = finding('gaul-2015', 'migraine-days')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      'Magnesium may make migraine days fewer; two reviews disagree and certainty is low.',
      days,
      severity,
    ),
    sentences: [
      sentence(
        `A review in 2024 found ${fewer(days, 'migraine days a month')} and ${fewer(attacks, 'attacks a month')} than in control groups.`,
        days,
        attacks,
      ),
      sentence(
        'A review in 2019 that took placebo-controlled trials only found no clear difference in how bad attacks were and says that it is unknown whether magnesium works.',
        severity,
      ),
      sentence(
        `Together with riboflavin and coenzyme Q10 it did not clearly differ from placebo in a trial with ${both.study.participants} people.`,
        both,
      ),
      sentence('Which form and dose, and for whom, is not known. Harms were not read for these reviews.', days),
    ],
  }
}

export function q10Summary(): SummaryText {
  const newer = finding('karami-talandashti-2024', 'q10-attacks')
  const older = finding('okoli-2019', 'q10-attacks')
  return {
    certaintyOf: newer.study.id,
    headline: sentence('Whether coenzyme Q10 makes attacks fewer is not clear: two reviews disagree.', newer, older),
    sentences: [
      sentence(`A review in 2024 found ${fewer(newer, 'attacks a month')} than in control groups.`, newer),
      sentence(
        `A review in 2019 that took placebo-controlled trials only found ${fewer(older, 'attacks a month')} than on placebo in 2 trials with 97 people: that may be chance.`,
        older,
      ),
      sentence('How many days fewer is not known, and harms were not read for these reviews.', newer, older),
    ],
  }
}

export function combinationSummary(): SummaryText {
  const days = finding('gaul-2015', 'migraine-days')
  const impact = finding('gaul-2015', 'hit-6')
  const arm = (found: Finding, name: string): string => amount(armOf(found, name))
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      'One trial of the three together found no clear difference in migraine days from placebo.',
      days,
    ),
    sentences: [
      sentence(
        `Among ${days.study.participants} people days went from ${arm(days, 'supplement before')} to ${arm(days, 'supplement after')} a month with the supplement and from ${arm(days, 'placebo before')} to ${arm(days, 'placebo after')} with placebo; that difference may be chance (p = .23).`,
        days,
      ),
      sentence(
        `The impact of headache (HIT-6) fell by ${arm(impact, 'supplement')} points against ${arm(impact, 'placebo')} (p = .01).`,
        impact,
      ),
      sentence('It is one trial of one product over 3 months. Harms are not told here.', days),
    ],
  }
}

export function melatoninSummary(): SummaryText {
  const days = finding('goncalves-2016', 'melatonin-days')
  const response = finding('goncalves-2016', 'melatonin-response')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      'One trial found fewer migraine days with melatonin than with placebo; the library holds no second one.',
      days,
    ),
    sentences: [
      sentence(
        `With 3 mg in the evening days fell by ${amount(armOf(days, 'melatonin'))} a month, with placebo by ${amount(armOf(days, 'placebo'))}, among ${days.study.participants} people in three groups over 12 weeks.`,
        days,
      ),
      sentence(
        `${armOf(response, 'melatonin')} % had at least half fewer, and ${armOf(response, 'placebo')} % on placebo.`,
        response,
      ),
      sentence(
        'A first trial usually shows more than later ones, so we keep less than half of it. Harms are not told here.',
        days,
      ),
    ],
  }
}

export function waterSummary(): SummaryText {
  const days = finding('spigt-2012', 'headache-days')
  const quality = finding('spigt-2012', 'quality-of-life')
  const cohorts = finding('dehydration-search', 'cohorts')
  return {
    certaintyOf: days.study.id,
    headline: sentence('Drinking 1.5 litres more a day did not change headache days in the one trial there is.', days),
    sentences: [
      sentence(
        `Among ${days.study.participants} people quality of life was ${lower(quality, 'points')} than with advice on stress and sleep alone, but the number of headache days did not change.`,
        quality,
        days,
      ),
      sentence('Everyone knew whether they drank more, so hope is part of feeling better.', quality),
      sentence(
        'Whether it does something for people who drink very little is not known; no good diary study of thirst and headache was found.',
        cohorts,
      ),
    ],
  }
}
