// Legal bases, discretion standards and guides of an item.
import { Input, TextArea } from '@/shared/ui/field'
import type { RowsProps } from './rows-props'
import { Rows } from './rows'
import { text } from './text'

const words = text.rows

export function PaperRows({ form, onForm, refusals }: RowsProps) {
  const numbered = (what: string) => (at: number) => `${what} ${at + 1}`
  return (
    <>
      <Rows id="legalBases" title={words.basis} rows={form.legalBases} empty={{ law: '', article: '', text: '' }} onRows={(legalBases) => onForm({ legalBases })} refusals={refusals} name={numbered(words.basis)}>
        {(row, at, change) => (
          <>
            <Input id={`law-${at}`} label={words.law} value={row.law} onValue={(law) => change({ law })} />
            <Input id={`article-${at}`} label={words.article} optional value={row.article ?? ''} onValue={(article) => change({ article })} />
            <TextArea id={`law-text-${at}`} label={words.lawText} rows={4} value={row.text} onValue={(said) => change({ text: said })} />
          </>
        )}
      </Rows>
      <Rows id="standards" title={words.standard} rows={form.standards} empty={{ circumstance: '', standard: '' }} onRows={(standards) => onForm({ standards })} refusals={refusals} name={numbered(words.standard)}>
        {(row, at, change) => (
          <>
            <Input id={`circumstance-${at}`} label={words.circumstance} value={row.circumstance} onValue={(circumstance) => change({ circumstance })} />
            <Input id={`standard-${at}`} label={words.amount} value={row.standard} onValue={(standard) => change({ standard })} />
          </>
        )}
      </Rows>
      <Rows id="guides" title={words.guide} rows={form.guides} empty={{ title: '', text: '' }} onRows={(guides) => onForm({ guides })} refusals={refusals} name={numbered(words.guide)}>
        {(row, at, change) => (
          <>
            <Input id={`guide-${at}`} label={words.guideTitle} value={row.title} onValue={(title) => change({ title })} />
            <TextArea id={`guide-text-${at}`} label={words.guideText} rows={4} value={row.text} onValue={(said) => change({ text: said })} />
          </>
        )}
      </Rows>
    </>
  )
}
