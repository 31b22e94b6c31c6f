// Rules of the county's library by which a risk is held down: found by name, ticked.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { faultInWords, Group } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, FieldError } from '@/shared/ui/field'
import { FindRules } from './clearing.generated'
import type { CitedRule } from './content'
import { text } from './text'

const words = text.rows

interface Props {
  id: string
  county: string
  picked: readonly CitedRule[]
  onPicked: (next: readonly CitedRule[]) => void
}

export function RulePick({ id, county, picked, onPicked }: Props) {
  const [found, setFound] = useState<readonly CitedRule[]>()
  const { fault, send } = useSending()
  const find = (said: string) => send(async () => setFound((await staffRequest(FindRules, { county, text: said })).rules.nodes))
  const isPicked = (rule: CitedRule) => picked.some(({ code }) => code === rule.code)
  const offered = [...picked, ...(found ?? []).filter((rule) => !isPicked(rule))]
  const pick = (rule: CitedRule) => onPicked(isPicked(rule) ? picked.filter(({ code }) => code !== rule.code) : [...picked, rule])
  return (
    <>
      {offered.length > 0 && (
        <Group label={words.rules} error={undefined}>
          {offered.map((rule) => (
            <Choice key={rule.code} checked={isPicked(rule)} onChange={() => pick(rule)}>
              {words.ruleName(rule.name)}
            </Choice>
          ))}
        </Group>
      )}
      <Find id={id} label={words.findRule} button={words.find} onFind={find} />
      {found?.length === 0 && <p class="soft">{words.noRule}</p>}
      {fault && <FieldError text={faultInWords(fault)} />}
    </>
  )
}
