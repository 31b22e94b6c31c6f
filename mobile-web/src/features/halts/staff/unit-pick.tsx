// Finding the unit whose power is to be stopped.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { HaltUnits } from './halts.generated'
import { text } from './text'

const words = text.ordering

interface Props {
  county: string
  /** Code of the chosen unit. */
  value: string
  onValue: (code: string) => void
  error: string | undefined
}

export function UnitPick({ county, value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const { data, error: fault, reload } = useStaffQuery(HaltUnits, { county, text: asked || undefined })
  const units = data?.county?.units.nodes ?? []
  return (
    <Group label={words.unit} error={error}>
      <Find id="halt-unit" label={words.unitHint} button={words.find} onFind={setAsked} />
      {!data && (fault ? <Failed error={fault} retry={reload} /> : <Waiting />)}
      {data && units.length === 0 && <p class="soft mt3">{words.notFound}</p>}
      <div class="choices">
        {units.map(({ id, code, name, parent }) => (
          <Choice key={id} type="radio" name="halt-unit" checked={value === code} onChange={() => onValue(code)} small={parent?.name} error={error !== undefined}>
            {name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}
