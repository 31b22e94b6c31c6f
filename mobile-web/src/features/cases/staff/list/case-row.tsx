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
}

export function CaseRow({ one, today, href, open }: Props) {
  const due = one.due ? dueInList(one.due.dueOn, today) : STATE[one.state]
  return (
    <li class={open ? 'is-open' : undefined}>
      <a class="casecell" href={href} aria-current={open ? 'page' : undefined}>
        <span class="casecell__top">
          {one.light === 'NONE' ? <span class="soft small">{STATE[one.state]}</span> : <Light light={one.light} bare={one.light === 'YELLOW'} />}
          {(one.due || one.light !== 'NONE') && <span class="casecell__due num">{due}</span>}
        </span>
        <span class="casecell__title">{one.nextAct}</span>
        <span class="casecell__sub parts">
          <span>{one.number}</span>
          <span>{caseName(one.subjects)}</span>
          {one.instance > 1 && <span>{text.page.review}</span>}
          <span>{one.handler ? STATE[one.state] : text.page.noHandler}</span>
          {one.handler && <span>{one.handler.name}</span>}
        </span>
      </a>
    </li>
  )
}
