// Which power of the unit, and at which step.
import type { PowerAction } from '@/shared/graphql/schema.generated'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Select } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { HaltPowers } from './halts.generated'
import { text } from './text'

const words = text.ordering

/** A power to stop; without a step it is stopped as a whole. */
export interface PowerChoice {
  readonly id: string
  readonly name: string
  readonly step: number | undefined
}

interface Props {
  county: string
  unit: string
  /** What the viewer is going to do with the power. */
  action: PowerAction
  value: PowerChoice | undefined
  onValue: (power: PowerChoice | undefined) => void
  error: string | undefined
}

export function PowerPick({ county, unit, action, value, onValue, error }: Props) {
  const { data, error: fault, reload } = useStaffQuery(HaltPowers, { county, code: unit })
  if (!data) return fault ? <Failed error={fault} retry={reload} /> : <Waiting />
  const powers = (data.unit?.powers.nodes ?? []).filter(({ viewerCan }) => viewerCan.includes(action))
  if (powers.length === 0) return <p class="mt4">{action === 'HALT' ? words.noPower : text.checking.noPower}</p>
  const chosen = powers.find(({ id }) => id === value?.id)
  const pick = (id: string) => {
    const power = powers.find((one) => one.id === id)
    onValue(power && { id, name: power.name, step: undefined })
  }
  const pickStep = (number: string) => chosen && onValue({ id: chosen.id, name: chosen.name, step: number ? Number(number) : undefined })
  const steps = (chosen?.steps ?? []).map(({ number, title }) => [String(number), text.facts.stepName(number, title)] as const)
  return (
    <>
      <Select id="halt-power" label={words.power} value={value?.id ?? ''} onValue={pick} options={[['', words.pick], ...powers.map(({ id, name }) => [id, name] as const)]} error={error} />
      {steps.length > 0 && <Select id="halt-step" label={action === 'HALT' ? words.step : text.checking.step} value={value?.step === undefined ? '' : String(value.step)} onValue={pickStep} options={[['', text.facts.whole], ...steps]} />}
    </>
  )
}
