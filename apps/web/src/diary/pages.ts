// The pages of the app by the first part of their path. The home is there at once; the others come when they are asked for, from the device.
import type { Component } from 'svelte'
import Today from './today/Today.svelte'

export type Page = Component
type Loaded = { readonly default: Page }

export const AT_ONCE: Readonly<Record<string, Page>> = { '': Today }

export const WHEN_ASKED: Readonly<Record<string, () => Promise<Loaded>>> = {
  // the home has it ready: nobody in pain waits for it
  attack: () => import('./attack/Attack.svelte'),
  day: () => import('./day/Day.svelte'),
  calendar: () => import('./calendar/Calendar.svelte'),
  medicines: () => import('./medicines/Medicines.svelte'),
  courses: () => import('./courses/Courses.svelte'),
  overview: () => import('./overview/Overview.svelte'),
  helping: () => import('./helping/Helping.svelte'),
  along: () => import('./along/Along.svelte'),
  tomorrow: () => import('./tomorrow/Tomorrow.svelte'),
  plan: () => import('./plan/Plan.svelte'),
  trial: () => import('./trial/Trials.svelte'),
  benefit: () => import('./benefit/Benefit.svelte'),
  doctor: () => import('./doctor/Doctor.svelte'),
  flags: () => import('./flags/Flags.svelte'),
  reminders: () => import('./reminders/Reminders.svelte'),
  transfer: () => import('./transfer/Transfer.svelte'),
  device: () => import('./device-page/Device.svelte'),
  unsent: () => import('./unsent/Unsent.svelte'),
  more: () => import('./more/More.svelte'),
}
