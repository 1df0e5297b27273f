import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ViewCount } from '@clearday/store'
import { viewCounter } from './count-views.ts'

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1'

function look(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Request {
  return new Request(`https://clinic.example${path}`, { method, headers: { 'user-agent': PHONE, ...headers } })
}

test('readers of public pages are counted by page and day, and handed on in one piece', async () => {
  let now = Date.parse('2026-03-01T23:59:59Z')
  const handed: (readonly ViewCount[])[] = []
  const counter = viewCounter(
    () => now,
    (counted) => {
      handed.push(counted)
      return Promise.resolve()
    },
    (error) => assert.ifError(error),
  )
  counter.count(look('/articles/needles?utm_source=x'), 200)
  counter.count(look('/articles/needles/'), 304)
  counter.count(look('/'), 200)
  now += 2000
  counter.count(look('/'), 200)
  await counter.end()
  assert.deepEqual(handed, [
    [
      { day: '2026-03-01', path: '/articles/needles', views: 2 },
      { day: '2026-03-01', path: '/', views: 1 },
      { day: '2026-03-02', path: '/', views: 1 },
    ],
  ])
  await counter.flush()
  assert.equal(handed.length, 1, 'nothing is written where nothing was read')
})

test('programs, looks ahead, who is signed in, what is not there and what is no public page are not counted', async () => {
  const handed: ViewCount[] = []
  const counter = viewCounter(
    Date.now,
    (counted) => {
      handed.push(...counted)
      return Promise.resolve()
    },
    (error) => assert.ifError(error),
  )
  for (const agent of [
    '',
    'curl/8.5.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0 Safari/537.36',
  ])
    counter.count(look('/', { 'user-agent': agent }), 200)
  counter.count(look('/', { 'sec-purpose': 'prefetch;prerender' }), 200)
  counter.count(look('/', { 'sec-fetch-dest': 'image' }), 200)
  counter.count(look('/', { cookie: '__Host-light=day; __Host-clearday.session_token=abc' }), 200)
  counter.count(look('/articles/nothing'), 404)
  counter.count(look('/articles', {}, 'HEAD'), 200)
  for (const path of ['/account', '/clinic/people', '/mine/secret-token', `/follow/${'x'.repeat(43)}`, '/preferences'])
    counter.count(look(path), 200)
  await counter.end()
  assert.deepEqual(handed, [])
})

test('what a database that is away could not take is handed on the next time', async () => {
  const handed: (readonly ViewCount[])[] = []
  const faults: unknown[] = []
  let away = true
  const counter = viewCounter(
    () => Date.parse('2026-03-01T12:00:00Z'),
    (counted) => {
      if (away) return Promise.reject(new Error('away'))
      handed.push(counted)
      return Promise.resolve()
    },
    (error) => faults.push(error),
  )
  counter.count(look('/'), 200)
  await counter.flush()
  counter.count(look('/'), 200)
  away = false
  await counter.end()
  assert.equal(faults.length, 1)
  assert.deepEqual(handed, [[{ day: '2026-03-01', path: '/', views: 2 }]])
})
