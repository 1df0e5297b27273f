// The pages of people who work at the clinic, in groups, for who holds a role that they are open to.
import type { StaffRole } from '@clearday/store'
import type { MessageKey } from '#lib/words/words.ts'

export interface WorkGroup {
  readonly name: 'patients' | 'site' | 'clinic'
  /** Address and name. */
  readonly pages: readonly (readonly [string, MessageKey])[]
}

const MANAGE: readonly StaffRole[] = ['manager', 'administrator']
const EDIT: readonly StaffRole[] = [...MANAGE, 'editor']

const PAGES: readonly {
  readonly group: WorkGroup['name']
  readonly href: string
  readonly key: MessageKey
  readonly open: readonly StaffRole[]
}[] = [
  { group: 'patients', href: '/clinic/desk', key: 'nav.desk', open: [...MANAGE, 'front-desk', 'practitioner'] },
  {
    group: 'patients',
    href: '/clinic/desk/people',
    key: 'nav.deskPeople',
    open: [...MANAGE, 'front-desk', 'practitioner'],
  },
  { group: 'patients', href: '/clinic/requests', key: 'nav.requests', open: [...MANAGE, 'front-desk', 'practitioner'] },
  { group: 'patients', href: '/clinic/calendar', key: 'nav.calendar', open: ['practitioner'] },
  { group: 'patients', href: '/clinic/waiting', key: 'nav.waiting', open: [...MANAGE, 'front-desk'] },
  { group: 'patients', href: '/clinic/diaries', key: 'nav.diaries', open: ['practitioner'] },
  { group: 'patients', href: '/clinic/known-as', key: 'nav.knownAs', open: ['front-desk', 'practitioner'] },
  { group: 'patients', href: '/clinic/open', key: 'nav.open', open: [...MANAGE, 'practitioner'] },
  { group: 'patients', href: '/clinic/files', key: 'nav.files', open: MANAGE },
  { group: 'patients', href: '/clinic/retention', key: 'nav.retention', open: MANAGE },
  { group: 'site', href: '/clinic/articles', key: 'nav.articles', open: [...EDIT, 'practitioner'] },
  { group: 'site', href: '/clinic/comments', key: 'nav.comments', open: EDIT },
  { group: 'site', href: '/clinic/reading', key: 'nav.reading', open: EDIT },
  { group: 'site', href: '/clinic/site', key: 'nav.site', open: MANAGE },
  { group: 'clinic', href: '/clinic/people', key: 'nav.people', open: MANAGE },
  { group: 'clinic', href: '/clinic/mails', key: 'nav.mails', open: MANAGE },
]

/** Groups that hold a page for one of the roles. */
export function workFor(roles: readonly StaffRole[]): readonly WorkGroup[] {
  return (['patients', 'site', 'clinic'] as const)
    .map((name) => ({
      name,
      pages: PAGES.filter((page) => page.group === name && page.open.some((role) => roles.includes(role))).map(
        ({ href, key }) => [href, key] as const,
      ),
    }))
    .filter(({ pages }) => pages.length > 0)
}
