// People with accounts in walks through the diary app: signing up and in, and beginning a diary.
import type { Page } from 'playwright-core'
import type { Clinic } from './clinic.ts'

export const PASSWORD = 'velvet tractor onion 47'

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await page.getByRole('button', { name: button }).first().click()
}

/** Somebody new with a confirmed address; not signed in. */
export async function newPerson(page: Page, clinic: Clinic, email: string, name = 'Ana Ruiz'): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-up`)
  await fill(page, { name, email, password: PASSWORD }, 'Make the account')
  await page.getByText(email).waitFor()
  await page.goto(await clinic.mailedLink(email, 'confirm-address'))
  await fill(page, { password: PASSWORD }, 'Confirm')
}

/** By the link of the app; ends on the page of the app that was wanted. @param next below /diary/. */
export async function signInToDiary(page: Page, clinic: Clinic, email: string, next = ''): Promise<void> {
  await page.goto(`${clinic.origin}/account/sign-in?next=/diary/${next}`)
  await fill(page, { email, password: PASSWORD }, 'Sign in')
  await page.waitForURL(`${clinic.origin}/diary/**`)
  await page.locator('h1').first().waitFor()
}

/** Through the app, with consent; ends on its home, where all is sent. */
export async function beginDiary(page: Page, clinic: Clinic): Promise<void> {
  await page.goto(`${clinic.origin}/diary/device/join`)
  await page.getByLabel('I agree').check()
  await page.getByRole('button', { name: 'Begin the diary' }).click()
  await page.waitForURL(`${clinic.origin}/diary/`)
  await page.locator('h1').first().waitFor()
}

/** Whether the frame says that all is sent. */
export async function allSent(page: Page, timeout = 20_000): Promise<void> {
  await page.locator('.d-state', { hasText: /^sent$/ }).waitFor({ timeout })
}
