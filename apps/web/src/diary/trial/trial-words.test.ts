// What a trial's pages say with a number in it: one day is said as one, and how many changes fall around a period is said as it was counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

test('one day is said as one day and several as several, in English and in Spanish', () => {
  assert.match(en.guardBad(1), /about 1 day fewer comes by itself,/)
  assert.match(en.guardBad(3), /about 3 days fewer come by themselves,/)
  assert.match(en.guardGood(1), /about 1 day more comes by itself\./)
  assert.match(es.guardBad(1), /más o menos 1 día menos viene solo,/)
  assert.match(es.guardBad(3), /más o menos 3 días menos vienen solos,/)
  assert.match(es.guardGood(1), /más o menos 1 día más viene solo\./)
  assert.match(en.usual(1, 40), /about 1 headache day in 28/)
  assert.match(es.usual(1, 40), /más o menos 1 día de dolor de cada 28/)
  assert.match(en.blockWords(1), /^The first day of each stretch is not compared/)
  assert.match(es.blockWords(1), /^El primer día de cada tramo no se compara/)
  assert.match(en.fewDays(1, 27), /^1 day of your diary is known/)
  assert.match(es.fewDays(1, 27), /^Se conoce 1 día/)
})

test('it is said how many changes fall around a period, and the longest trial that was worked out by its weeks', () => {
  assert.match(en.cycle(28, 0, 24), /no change falls into the days around a period/)
  assert.match(en.cycle(25, 1, 24), /1 of the 24 changes falls into/)
  assert.match(en.cycle(25, 5, 24), /5 of the 24 changes fall into/)
  assert.match(es.cycle(28, 0, 24), /ningún cambio cae en/)
  assert.match(es.cycle(25, 1, 24), /1 de los 24 cambios cae en/)
  assert.match(es.cycle(25, 5, 24), /5 de los 24 cambios caen en/)
  assert.match(en.honestNever(104), /^Even 104 weeks of such a trial/)
  assert.match(es.honestNever(104), /^Ni 104 semanas de una prueba así/)
})
