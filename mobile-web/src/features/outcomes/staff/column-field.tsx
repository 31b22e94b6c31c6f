// The control of one column, by what stands in it.
import { Input, Select, TextArea } from '@/shared/ui/field'
import type { OutcomeColumnKind } from '@/shared/graphql/schema.generated'
import { text } from './text'

interface Props {
  column: { readonly key: string; readonly label: string; readonly kind: OutcomeColumnKind; readonly isRequired: boolean; readonly isPersonal: boolean; readonly choices: readonly string[] }
  /** So many days it is public, if it is personal and the term is not over. */
  days: number | null
  value: string
  onValue: (value: string) => void
}

export function ColumnField({ column, days, value, onValue }: Props) {
  const frame = { id: `outcome-${column.key}`, label: column.label, hint: column.isPersonal ? text.personal(days) : '', optional: !column.isRequired, value, onValue }
  switch (column.kind) {
    case 'CHOICE':
      return <Select {...frame} options={[['', text.pick], ...column.choices.map((choice) => [choice, choice] as const)]} />
    case 'DATE':
      return <Input {...frame} native={{ type: 'date' }} />
    case 'TEXT':
      return <TextArea {...frame} rows={2} />
    default:
      return <Input {...frame} native={{ inputmode: 'decimal' }} />
  }
}
