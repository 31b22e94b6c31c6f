// Rows of a list in a form: one more, one less, one up.
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
  refusals: readonly Refusal[]
  name: (at: number) => string
  children: (row: Row, at: number, change: (next: Partial<Row>) => void) => ComponentChildren
}

export function Rows<Row>({ id, title, hint, rows, empty, onRows, onRemove, refusals, name, children }: Props<Row>) {
  const error = refusalOf(refusals, id)
  const change = (at: number) => (next: Partial<Row>) => onRows(rows.map((row, place) => (place === at ? { ...row, ...next } : row)))
  const remove = onRemove ?? ((at: number) => onRows(rows.filter((_, place) => place !== at)))
  return (
    <Section id={`${id}-rows`} title={title}>
      {hint && <p class="soft">{hint}</p>}
      {rows.map((row, at) => (
        <fieldset key={at} class="field">
          <legend class="field__label">{name(at)}</legend>
          {children(row, at, change(at))}
          <button class="btn btn--text mt2" type="button" aria-label={`${words.remove}：${name(at)}`} onClick={() => remove(at)}>
            {words.remove}
          </button>
        </fieldset>
      ))}
      {error && <FieldError text={error} />}
      <button class="btn btn--quiet mt4" type="button" onClick={() => onRows([...rows, empty])}>
        {words.add(title)}
      </button>
    </Section>
  )
}
