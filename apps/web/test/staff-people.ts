// Somebody who works at the clinic, with an account and a second step, on a page without scripts.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { appCode, type Clinic } from './clinic.ts'
import { newPerson, PASSWORD } from './diary-people.ts'

export interface StaffMember {
  readonly account: string
  readonly context: BrowserContext
  readonly page: Page
}

/** @param path a page that the role opens: there the second step is set up. */
export async function staffMember(
  { browser, clinic }: { readonly browser: Browser; readonly clinic: Clinic },
  { email, name, role, path }: Readonly<Record<'email' | 'name' | 'role' | 'path', string>>,
): Promise<StaffMember> {
  const context = await browser.newContext({ locale: 'en-GB' })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await newPerson(page, clinic, email, name)
  await page.getByText('You can sign in now').waitFor()
  await page.goto(`${clinic.origin}/account/sign-in`)
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).first().click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  const account = await accountOf(clinic, name)
  await clinic.sql('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [account, role])
  await page.goto(clinic.origin + path)
  await page.getByText('You hold a role at the clinic').waitFor()
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  const secret = (await page.locator('p code').textContent()) ?? ''
  await page.locator('[name=code]').fill(appCode(secret))
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByText('Signing in asks for a code').waitFor()
  // from here on no script runs
  const plain = await browser.newContext({
    ...{ locale: 'en-GB', javaScriptEnabled: false, viewport: { width: 1280, height: 900 } },
    storageState: await context.storageState(),
  })
  plain.setDefaultTimeout(20_000)
  await context.close()
  return { account, context: plain, page: await plain.newPage() }
}

export async function accountOf({ sql }: Pick<Clinic, 'sql'>, name: string): Promise<string> {
  const [row] = await sql('SELECT account_id FROM access.accounts WHERE display_name = $1', [name])
  return String(row.account_id)
}
