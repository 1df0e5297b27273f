// What may be said of preventive medicines, with the numbers of the studies. Starting and stopping one is a talk with its prescriber.
import { countText } from '../number-words.ts'
import { armOf, estimateOf, finding } from '../studies.ts'
import { amount, fewer, figure, sentence } from './sentence.ts'
import type { SummaryText } from './summary-text.ts'

export function propranololSummary(): SummaryText {
  const days = finding('versijpt-2024', 'migraine-days')
  const response = finding('versijpt-2024', 'response')
  const headaches = finding('jackson-2019', 'headaches')
  const rating = finding('lampl-2023', 'propranolol')
  return {
    certaintyOf: days.study.id,
    headline: sentence(`Propranolol averages ${fewer(days, 'migraine days a month')} than placebo.`, days),
    sentences: [
      sentence(
        `That is from ${days.study.includedStudies} trials with ${countText(days.study.participants ?? 0)} people, with moderate certainty.`,
        days,
        rating,
      ),
      sentence(
        `On placebo ${armOf(response, 'placebo')} % had at least half fewer; with propranolol ${figure(response)} times as many.`,
        response,
      ),
      sentence(`An earlier review counted headaches: ${fewer(headaches, 'a month')} at 8 weeks.`, headaches),
      sentence('Unwanted effects are not told here; ask the prescriber, and do not stop it without them.', days),
    ],
  }
}

export function topiramateSummary(): SummaryText {
  const days = finding('overeem-2021', 'migraine-days')
  const older = finding('linde-2013', 'headaches')
  const response = finding('response-review-2021', 'topiramate-response')
  const rating = finding('lampl-2023', 'topiramate')
  return {
    certaintyOf: rating.study.id,
    headline: sentence(
      `Topiramate averages ${fewer(days, 'migraine days a month')} than placebo in episodic migraine.`,
      days,
    ),
    sentences: [
      sentence(`An older review found ${fewer(older, 'headaches in 28 days')}.`, older),
      sentence(`The odds of having at least half fewer were ${figure(response)} times those on placebo.`, response),
      sentence('That more people respond than on placebo is known with high certainty.', rating),
      sentence(
        'In a review of three kinds of preventive more people stopped topiramate than the others. What it does unwanted is a talk with the prescriber; do not stop it without them.',
        response,
      ),
    ],
  }
}

export function amitriptylineSummary(): SummaryText {
  const days = finding('goncalves-2016', 'amitriptyline-days')
  const response = finding('goncalves-2016', 'amitriptyline-response')
  const rating = finding('lampl-2023', 'amitriptyline')
  const difference = armOf(days, 'amitriptyline') - armOf(days, 'placebo')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      `In one trial amitriptyline had about ${amount(difference)} fewer migraine days a month than placebo.`,
      days,
    ),
    sentences: [
      sentence(
        `With 25 mg days fell by ${amount(armOf(days, 'amitriptyline'))} a month and with placebo by ${amount(armOf(days, 'placebo'))}; how unsure that is, was not given.`,
        days,
      ),
      sentence(
        `${armOf(response, 'amitriptyline')} % had at least half fewer, and ${armOf(response, 'placebo')} % on placebo.`,
        response,
      ),
      sentence('That more people respond than on placebo is known with moderate certainty, over all trials.', rating),
      sentence('Unwanted effects are not told here; ask the prescriber, and do not stop it without them.', days),
    ],
  }
}

export function candesartanSummary(): SummaryText {
  const days = finding('oie-2025', 'migraine-days')
  const placebo = finding('oie-2025', 'placebo-arm')
  const small = finding('stovner-2014', 'migraine-days')
  const response = finding('stovner-2014', 'response')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      `Candesartan 16 mg had ${fewer(days, 'migraine days in 28')} than placebo in the largest trial.`,
      days,
    ),
    sentences: [
      sentence(
        `That trial had ${days.study.participants} people over 12 weeks; on placebo too there were ${fewer(placebo, 'days')} than before.`,
        days,
        placebo,
      ),
      sentence(
        `In a smaller trial with ${small.study.participants} people there were ${amount(armOf(small, 'candesartan'))} migraine days in 28 on candesartan and ${amount(armOf(small, 'placebo'))} on placebo, and ${armOf(response, 'candesartan')} against ${armOf(response, 'placebo')} of 100 had at least half fewer.`,
        small,
        response,
      ),
      sentence(
        'How it does in chronic migraine is not known from these. Unwanted effects are not told here; ask the prescriber, and do not stop it without them.',
        days,
      ),
    ],
  }
}

export function onabotulinumtoxinSummary(): SummaryText {
  const days = finding('herd-2019', 'migraine-days')
  const preempt = finding('preempt', 'headache-days')
  const response = finding('preempt', 'response')
  const odds = finding('response-review-2021', 'onabotulinumtoxin-response')
  return {
    certaintyOf: days.study.id,
    headline: sentence(
      `OnabotulinumtoxinA averages ${fewer(days, 'migraine days a month')} than placebo in chronic migraine.`,
      days,
    ),
    sentences: [
      sentence(`That is from trials with ${countText(days.study.participants ?? 0)} people, of mixed quality.`, days),
      sentence(
        `In two large trials headache days fell by ${amount(armOf(preempt, 'onabotulinumtoxinA'))} in 28 with it and by ${amount(armOf(preempt, 'placebo'))} with placebo: most of the fall came with placebo too.`,
        preempt,
      ),
      sentence(
        `${armOf(response, 'onabotulinumtoxinA')} of 100 had at least half fewer, and ${armOf(response, 'placebo')} of 100 on placebo; in a later review the odds were ${figure(odds)} times those on placebo.`,
        response,
        odds,
      ),
      sentence(
        'For episodic migraine there was no evidence either way. Unwanted effects are not told here; ask who gives the injections.',
        days,
      ),
    ],
  }
}

export function antibodiesSummary(): SummaryText {
  const episodic = finding('forbes-2020', 'episodic-days')
  const chronic = finding('forbes-2020', 'chronic-days')
  const share = finding('forbes-2020', 'episodic-contextual-share')
  const chronicShare = finding('forbes-2020', 'chronic-contextual-share')
  const odds = finding('response-review-2021', 'antibodies-response')
  const rating = finding('lampl-2023', 'cgrp-antibodies')
  return {
    certaintyOf: episodic.study.id,
    headline: sentence(
      `CGRP antibodies average ${fewer(episodic, 'migraine days a month')} than placebo in episodic migraine, and ${fewer(chronic, 'a month')} in chronic migraine.`,
      episodic,
      chronic,
    ),
    sentences: [
      sentence(
        `That is from ${episodic.study.includedStudies} trials with ${countText(episodic.study.participants ?? 0)} people. Industry paid for every one of them.`,
        episodic,
      ),
      sentence(
        `${estimateOf(share)} % of what people on the antibody gained in episodic migraine, and ${estimateOf(chronicShare)} % in chronic migraine, people on placebo gained too.`,
        share,
        chronicShare,
      ),
      sentence(
        `The odds of having at least half fewer were ${figure(odds)} times those on placebo, which is known with high certainty.`,
        odds,
        rating,
      ),
      sentence(
        'These are averages: who will gain more and who nothing, the trials cannot tell beforehand.',
        episodic,
        chronic,
      ),
      sentence('Unwanted effects are not told here; ask the prescriber, and do not stop it without them.', episodic),
    ],
  }
}
