// Lists: a title, one line of help, and an arrow only where the row leads somewhere.
import type { ComponentChildren } from 'preact'
import { Icon } from './icon'

interface CellProps {
  title: ComponentChildren
  sub?: ComponentChildren
  side?: ComponentChildren
  href?: string | undefined
  onClick?: (() => void) | undefined
}

/** One row, inside `<ul class="cells"><li>`. */
export function Cell({ title, sub, side, href, onClick }: CellProps) {
  const leads = href !== undefined || onClick !== undefined
  const inside = (
    <>
      <span class="cell__main">
        <span class="cell__title">{title}</span>
        {sub && <span class="cell__sub">{sub}</span>}
      </span>
      {side !== undefined && <span class="cell__side num">{side}</span>}
      {leads && <Icon name="go" size={20} class="cell__go" />}
    </>
  )
  if (href !== undefined) {
    return (
      <a class="cell" href={href}>
        {inside}
      </a>
    )
  }
  if (onClick !== undefined) {
    return (
      <button class="cell cell--button" type="button" onClick={onClick}>
        {inside}
      </button>
    )
  }
  return <div class="cell">{inside}</div>
}

/** Facts to read: name above, value below. */
export function Facts({ rows, class: className }: { rows: readonly (readonly [string, ComponentChildren] | false | null | undefined)[]; class?: string }) {
  return (
    <dl class={`kv ${className ?? ''}`}>
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

/** A list with ticks (or crosses) before its lines. */
export function Ticks({ items, no = false }: { items: readonly ComponentChildren[]; no?: boolean }) {
  return (
    <ul class={`ticks mt2${no ? ' ticks--no' : ''}`}>
      {items.map((item, at) => (
        <li key={at}>
          <Icon name={no ? 'cross' : 'tick'} />
          {item}
        </li>
      ))}
    </ul>
  )
}
