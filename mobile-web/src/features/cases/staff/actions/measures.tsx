// 怎么处理的: any number of measures, money with its amount.
import type { MeasureKind } from '@/shared/graphql/schema.generated'
import { Group } from '@/shared/staff/form'
import { Input, Select } from '@/shared/ui/field'
import { money } from '@/shared/format/format'
import { text } from '../text'
import { MEASURE } from '../words'
import { chinaDay } from '../list/due'
import { turnText } from '../turns/text'
import { NEW_MEASURE, hasAmount, isHandedOn } from './measure-draft'
import type { MeasureDraft } from './measure-draft'
import { readYuan } from './money'

const words = text.acts

interface Props {
  list: readonly MeasureDraft[]
  onChange: (list: readonly MeasureDraft[]) => void
  wrong: (field: string) => string | undefined
}

export function Measures({ list, onChange, wrong }: Props) {
  return (
    <Group label={words.measures} error={wrong('measures')}>
      {list.map((one, at) => (
        <MeasureFields
          key={at}
          one={one}
          at={at}
          error={wrong(`measures.${at}.amount`)}
          onChange={(changed) => onChange(list.map((old, place) => (place === at ? changed : old)))}
          onDrop={() => onChange(list.filter((_, place) => place !== at))}
        />
      ))}
      <button class="btn btn--quiet mt3" type="button" onClick={() => onChange([...list, NEW_MEASURE])}>
        {words.addMeasure}
      </button>
    </Group>
  )
}

interface FieldsProps {
  one: MeasureDraft
  at: number
  error: string | undefined
  onChange: (one: MeasureDraft) => void
  onDrop: () => void
}

function MeasureFields({ one, at, error, onChange, onDrop }: FieldsProps) {
  const read = readYuan(one.amount)
  const echo = 'amount' in read && read.amount ? money(read.amount) : undefined
  return (
    <div class="measure">
      <Select id={`measure-${at}`} label={words.measureKind} value={one.kind} onValue={(kind) => onChange({ ...one, kind: kind as MeasureKind })} options={Object.entries(MEASURE)} />
      {hasAmount(one.kind) && (
        <Input id={`amount-${at}`} label={words.amount} hint={echo} value={one.amount} onValue={(amount) => onChange({ ...one, amount })} error={error} native={{ inputmode: 'decimal' }} />
      )}
      {isHandedOn(one.kind) && <HandedOn one={one} at={at} onChange={onChange} />}
      <Input id={`measure-note-${at}`} label={words.measureNote} hint={words.measureNoteHint} optional value={one.note} onValue={(note) => onChange({ ...one, note })} />
      <button class="btn btn--text btn--small mt2" type="button" onClick={onDrop}>
        {words.dropMeasure}
      </button>
    </div>
  )
}

/** Who decided or receives, when, and by which document. */
function HandedOn({ one, at, onChange }: Pick<FieldsProps, 'one' | 'at' | 'onChange'>) {
  const own = turnText.measure
  return (
    <>
      <Input id={`measure-body-${at}`} label={own.body} hint={own.bodyHint} value={one.body} onValue={(body) => onChange({ ...one, body })} />
      <Input id={`measure-on-${at}`} label={own.on} value={one.on} onValue={(on) => onChange({ ...one, on })} native={{ type: 'date', max: chinaDay(new Date()) }} />
      <Input id={`measure-document-${at}`} label={own.document} value={one.document} onValue={(document) => onChange({ ...one, document })} />
    </>
  )
}
