// Rows of a list in a form: one more, one less, one up or down, and one before another where that is asked for.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { refusalOf } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { text } from './text'

const words = text.rows

interface Props<Row> {
  id: string
  title: string
  hint?: string
  rows: readonly Row[]
  empty: Row
  onRows: (rows: readonly Row[]) => void
  /** Where taking one out means more than that. */
  onRemove?: (at: number) => void
  /** Where it means more than that to let a row change places with the one before it. */
  onUp?: (at: number) => void
  /** Where one can be put before another. */
  onBefore?: (at: number) => void
  refusals: readonly Refusal[]
  name: (at: number) => string
  children: (row: Row, at: number, change: (next: Partial<Row>) => void) => ComponentChildren
}

export function Rows<Row>({ id, title, hint, rows, empty, onRows, onRemove, onUp, onBefore, refusals, name, children }: Props<Row>) {
  const error = refusalOf(refusals, id)
  const { box, follow } = useFollowing()
  const change = (at: number) => (next: Partial<Row>) => onRows(rows.map((row, place) => (place === at ? { ...row, ...next } : row)))
  const remove = onRemove ?? ((at: number) => onRows(rows.filter((_, place) => place !== at)))
  const up = onUp ?? ((at: number) => onRows(swapped(rows, at)))
  const move = (at: number, to: number) => {
    up(Math.max(at, to))
    follow(to)
  }
  return (
    <Section id={`${id}-rows`} title={title}>
      {hint && <p class="soft">{hint}</p>}
      <div ref={box}>
        {rows.map((row, at) => (
          <fieldset key={at} class="field" tabIndex={-1}>
            <legend class="field__label">{name(at)}</legend>
            {children(row, at, change(at))}
            <div class="btns mt2">
              {at > 0 && <Small word={words.up} of={name(at)} onClick={() => move(at, at - 1)} />}
              {at < rows.length - 1 && <Small word={words.down} of={name(at)} onClick={() => move(at, at + 1)} />}
              {onBefore && (
                <Small
                  word={words.before}
                  of={name(at)}
                  onClick={() => {
                    onBefore(at)
                    follow(at)
                  }}
                />
              )}
              <Small word={words.remove} of={name(at)} onClick={() => remove(at)} />
            </div>
          </fieldset>
        ))}
      </div>
      {error && <FieldError text={error} />}
      <button class="btn btn--quiet mt4" type="button" onClick={() => onRows([...rows, empty])}>
        {words.add(title)}
      </button>
    </Section>
  )
}

function Small({ word, of, onClick }: { word: string; of: string; onClick: () => void }) {
  return (
    <button class="btn btn--text" type="button" aria-label={`${word}：${of}`} onClick={onClick}>
      {word}
    </button>
  )
}

/** Lets the keyboard and the reader follow a row to its new place. */
function useFollowing() {
  const box = useRef<HTMLDivElement>(null)
  const [moved, setMoved] = useState<{ readonly to: number } | null>(null)
  useEffect(() => {
    if (moved) (box.current?.children[moved.to] as HTMLElement | undefined)?.focus()
  }, [moved])
  return { box, follow: (to: number) => setMoved({ to }) }
}

function swapped<Row>(rows: readonly Row[], at: number): readonly Row[] {
  const [one, other] = [rows[at - 1], rows[at]]
  if (one === undefined || other === undefined) return rows
  return rows.map((row, place) => (place === at - 1 ? other : place === at ? one : row))
}
