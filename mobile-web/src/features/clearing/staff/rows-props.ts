// What the parts of an item's form are given.
import type { Refusal } from '@/shared/staff/form'
import type { Written } from './content'

export interface RowsProps {
  form: Written
  onForm: (next: Partial<Written>) => void
  refusals: readonly Refusal[]
}
