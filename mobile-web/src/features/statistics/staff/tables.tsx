// The tables: each organ's numbers, each handler's, and how long decisions took. Wide ones slide in their own frame.
import type { ComponentChildren } from 'preact'
import type { DueSpan } from '@/shared/graphql/schema.generated'
import type { FiguresFragment, OverviewQuery } from './overview.generated'
import { TO_ACT, listOf, type Counted } from './links'
import { Count } from './number'
import { text } from './text'

type Overview = OverviewQuery['overview']
type Organ = Overview['organs'][number]
type Dues = FiguresFragment['byDue']

/** How many are due within these spans. */
function dueIn(dues: Dues, spans: readonly DueSpan[]): number {
  return dues.filter(({ due }) => spans.includes(due)).reduce((sum, { cases }) => sum + cases, 0)
}

const SOON: readonly DueSpan[] = ['DAY', 'WEEK']

const ORGAN_HEADS = [text.organ, text.open, text.yellowHead, text.redHead, text.overdueHead, text.soonHead]
/** So many rows of nothing do not hide the others. */
const FEW_IDLE = 3

export function OrganTable({ organs, total }: { organs: readonly Organ[]; total: FiguresFragment }) {
  const idle = organs.filter(({ figures }) => figures.open === 0)
  if (idle.length <= FEW_IDLE) return <Organs organs={organs} total={organs.length > 1 ? total : undefined} label={text.organs} />
  return (
    <>
      <Organs organs={organs.filter(({ figures }) => figures.open > 0)} total={total} label={text.organs} />
      <details>
        <summary>{text.idle(idle.length)}</summary>
        <div class="sumbox">
          <Organs organs={idle} total={undefined} label={text.idle(idle.length)} />
        </div>
      </details>
    </>
  )
}

function Organs({ organs, total, label }: { organs: readonly Organ[]; total: FiguresFragment | undefined; label: string }) {
  return (
    <Slide label={label} heads={ORGAN_HEADS}>
      {organs.map((one) => (
        <OrganRow key={one.organ.id} one={one} />
      ))}
      {total && (
        <tr>
          <th scope="row">{text.all}</th>
          {[total.open, total.yellow, total.red, dueIn(total.byDue, ['OVERDUE']), dueIn(total.byDue, SOON)].map((count, at) => (
            <td key={at} class="num">
              {count}
            </td>
          ))}
        </tr>
      )}
    </Slide>
  )
}

function OrganRow({ one: { organ, depth, canList, figures } }: { one: Organ }) {
  const href = (counted: Counted) => (canList ? listOf(organ.id, counted) : undefined)
  const cells: readonly (readonly [string, number, Counted])[] = [
    [text.open, figures.open, {}],
    [text.yellowHead, figures.yellow, { light: 'YELLOW' }],
    [text.redHead, figures.red, { light: 'RED' }],
    [text.overdueHead, dueIn(figures.byDue, ['OVERDUE']), { due: ['OVERDUE'] }],
    [text.soonHead, dueIn(figures.byDue, SOON), { due: SOON }],
  ]
  return (
    <tr>
      <th scope="row" class={depth > 0 ? 'is-below' : undefined}>
        {organ.name}
      </th>
      {cells.map(([what, count, counted]) => (
        <td key={what}>
          <Count count={count} what={`${organ.name} ${what}`} href={href(counted)} />
        </td>
      ))}
    </tr>
  )
}

export function HandlerTable({ handlers }: { handlers: Overview['handlers'] }) {
  const several = new Set(handlers.map(({ organ }) => organ.id)).size > 1
  return (
    <Slide label={text.handlers} heads={[text.handler, text.open, text.overdueHead, text.soonHead]}>
      {handlers.map(({ organ, handler, open, byDue }) => {
        const name = handler?.name ?? text.unassigned
        const href = (due?: readonly DueSpan[]) => listOf(organ.id, { state: TO_ACT, handler: handler?.id ?? 'none', ...(due && { due }) })
        return (
          <tr key={organ.id + name}>
            <th scope="row">
              {name}
              {several && <span class="line small soft">{organ.name}</span>}
            </th>
            <td>
              <Count count={open} what={name} href={href()} />
            </td>
            <td>
              <Count count={dueIn(byDue, ['OVERDUE'])} what={`${name} ${text.overdueHead}`} href={href(['OVERDUE'])} />
            </td>
            <td>
              <Count count={dueIn(byDue, SOON)} what={`${name} ${text.soonHead}`} href={href(SOON)} />
            </td>
          </tr>
        )
      })}
    </Slide>
  )
}

export function TimesTable({ what, organs, total }: { what: 'acceptance' | 'result'; organs: readonly Organ[]; total: FiguresFragment }) {
  const rows = organs.filter(({ figures }) => figures[what].decisions > 0)
  const all = organs.length > 1 ? [{ key: 'all', name: text.all, times: total[what] }] : []
  return (
    <Slide label={text[what]} heads={[text.organ, text.decisions, text.p50, text.p90]}>
      {[...rows.map(({ organ, figures }) => ({ key: organ.id, name: organ.name, times: figures[what] })), ...all].map(({ key, name, times }) => (
        <tr key={key}>
          <th scope="row">{name}</th>
          <td class="num">{times.decisions}</td>
          <Days days={times.p50Days} />
          <Days days={times.p90Days} />
        </tr>
      ))}
    </Slide>
  )
}

function Days({ days }: { days: number | null }) {
  if (days !== null) return <td class="num">{days.toFixed(1)}</td>
  return (
    <td>
      <span aria-hidden="true">{text.fewer}</span>
      <span class="vh">{text.fewerAloud}</span>
    </td>
  )
}

/** A table that may be wider than a phone: then it slides, by finger and by keys. */
export function Slide({ label, heads, children }: { label: string; heads: readonly string[]; children: ComponentChildren }) {
  return (
    <div class="slide mt3" role="region" aria-label={text.scroll(label)} tabIndex={0}>
      <table class="counts">
        <caption class="vh">{label}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
