// 联系的单位: those that are chosen stand above, what is found below; each is chosen or left by its box.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { CoverUnits } from './organs.generated'
import { words } from './text'

export interface Covered {
  readonly id: string
  readonly name: string
}

interface Props {
  county: string
  value: readonly Covered[]
  onValue: (units: readonly Covered[]) => void
  error: string | undefined
}

export function CoverPick({ county, value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const chosen = (id: string) => value.some((one) => one.id === id)
  const put = (unit: Covered) => onValue(chosen(unit.id) ? value.filter(({ id }) => id !== unit.id) : [...value, unit])
  return (
    <Group label={words.covers} error={error}>
      <p class="soft small">{words.coverHelp}</p>
      {value.length === 0 && <p class="mt2">{words.coverNone}</p>}
      <div class="choices">
        {value.map((unit) => (
          <Choice key={unit.id} type="checkbox" name="covered" checked onChange={() => put(unit)} error={error !== undefined}>
            {unit.name}
          </Choice>
        ))}
      </div>
      <Find id="cover" label={words.coverFind} hint={words.coverHint} button={words.coverButton} onFind={setAsked} />
      {asked && <Found county={county} text={asked} but={chosen} onPick={put} />}
    </Group>
  )
}

interface FoundProps {
  county: string
  text: string
  but: (id: string) => boolean
  onPick: (unit: Covered) => void
}

function Found({ county, text, but, onPick }: FoundProps) {
  const { data, error, reload } = useStaffQuery(CoverUnits, { county, text })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const units = (data.county?.units.nodes ?? []).filter(({ id }) => !but(id))
  if (units.length === 0) return <p class="soft mt3">{words.coverNotFound}</p>
  return (
    <div class="choices">
      {units.map(({ id, name, parent }) => (
        <Choice key={id} type="checkbox" name="found" checked={false} onChange={() => onPick({ id, name })} small={parent?.name}>
          {name}
        </Choice>
      ))}
    </div>
  )
}
