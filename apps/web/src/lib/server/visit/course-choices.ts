// What a course can be of: services, practitioners and places, as lists to choose from.
import type { Access } from '@clearday/store'
import { isDesk } from './at-desk.ts'
import { serviceName, type CalendarNames } from './calendar-names.ts'

/** The desk plans for everybody, practitioners for themselves. Sessions stand before other services. */
export function courseChoices(names: CalendarNames, access: Access) {
  const { services, people, places } = names
  return {
    services: services
      .filter(({ closed }) => !closed)
      .map(({ service, kind }) => ({
        value: service,
        label: serviceName(names, service),
        isSession: kind === 'session',
      }))
      .sort((a, b) => Number(b.isSession) - Number(a.isSession) || a.label.localeCompare(b.label)),
    people: people
      .filter(({ account, here }) => here && (isDesk(access) || account === access.account))
      .map(({ account, name }) => ({ value: account, label: name })),
    places: places.map(({ id, name, timeZone }) => ({ value: id, label: name, zone: timeZone })),
  }
}
