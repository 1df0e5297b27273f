// A real browser for the tests: the one that is named, else one that is installed, else one from npm; without any, an error that says how.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Which browser, and how it is launched: also for one with a folder of its own. */
export async function browserToLaunch(): Promise<LaunchOptions> {
  const named = process.env.CHROME_PATH
  const path = named ?? INSTALLED.find((one) => existsSync(one))
  if (path !== undefined) return { executablePath: path, args: ['--no-sandbox'] }
  const { default: packed } = await import('@sparticuz/chromium')
  const executablePath = await packed.executablePath()
  // of its own flags only what a container that runs as root needs: others take away what is tested here, or end it with its first page
  return { executablePath, args: ['--no-sandbox', '--disable-setuid-sandbox', '--disable-gpu'] }
}

export async function openBrowser(): Promise<Browser> {
  try {
    return await chromium.launch(await browserToLaunch())
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new Error(
      `No browser could be started (${why}). Set CHROME_PATH to a Chrome or Chromium, or install one; on Linux x64 \`npm ci\` brings one along.`,
    )
  }
}
