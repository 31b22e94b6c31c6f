// One row of a list: the lamp and the due day, what to do, and below it number, place and handler.
import { Light } from '@/shared/ui/case-parts'
import type { CaseRowFragment } from './cases.generated'
import { STATE, caseName } from '../words'
import { dueInList } from './due'
import { text } from '../text'

interface Props {
  one: CaseRowFragment
  today: string
  href: string
  open: boolean
  /** Whose list it is: his own name needs no saying. */
  viewerId: string
}

export function CaseRow({ one, today, href, open, viewerId }: Props) {
  const ended = one.light === 'NONE'
  const others = one.handler && one.handler.id !== viewerId
  return (
    <li class={open ? 'is-open' : undefined}>
      <a class="casecell" href={href} aria-current={open ? 'page' : undefined}>
        <span class="casecell__top">
          {ended ? <span class="tag">{STATE[one.state]}</span> : <Light light={one.light} bare={one.light === 'YELLOW'} />}
          {one.due && <span class="casecell__due num">{dueInList(one.due.dueOn, today)}</span>}
        </span>
        <span class="casecell__title">{ended ? caseName(one.subjects) : one.nextAct}</span>
        <span class="casecell__sub parts">
          {!ended && <span>{caseName(one.subjects)}</span>}
          <span class="num">{one.number}</span>
          {one.instance > 1 && <span>{text.page.review}</span>}
          {!ended && <span>{one.handler ? STATE[one.state] : text.page.noHandler}</span>}
          {others && <span>{one.handler?.name}</span>}
        </span>
      </a>
    </li>
  )
}
