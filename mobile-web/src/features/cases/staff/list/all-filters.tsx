// The choices above 全部.
import type { CaseState, Light } from '@/shared/graphql/schema.generated'
import { Choice, Select } from '@/shared/ui/field'
import { text } from '../text'
import { STATE } from '../words'

const words = text.all
const LIGHTS: readonly (readonly [Light | '', string])[] = [['', words.anyLight], ['YELLOW', '黄灯'], ['RED', '红灯']]

/** What is chosen above the list; empty means no choice. */
export interface Chosen {
  readonly state: CaseState | ''
  readonly light: Light | ''
  readonly mine: boolean
  readonly overdue: boolean
}

export function AllFilters({ chosen, onChoose }: { chosen: Chosen; onChoose: (chosen: Chosen) => void }) {
  const states = [['', words.anyState] as const, ...Object.entries(STATE)]
  return (
    <details class="filters">
      <summary>{words.filter(chosenInWords(chosen))}</summary>
      <div>
        <Select id="state" label={words.state} value={chosen.state} onValue={(state) => onChoose({ ...chosen, state: state as CaseState | '' })} options={states} />
        <fieldset class="field">
          <legend class="field__label">{words.light}</legend>
          <div class="pick">
            {LIGHTS.map(([light, name]) => (
              <label key={light} class="pick__one">
                <input type="radio" name="light" checked={chosen.light === light} onChange={() => onChoose({ ...chosen, light })} />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="choices mt4">
          <Choice checked={chosen.mine} onChange={(mine) => onChoose({ ...chosen, mine })}>
            {words.mine}
          </Choice>
          <Choice checked={chosen.overdue} onChange={(overdue) => onChoose({ ...chosen, overdue })}>
            {words.overdue}
          </Choice>
        </div>
      </div>
    </details>
  )
}

function chosenInWords({ state, light, mine, overdue }: Chosen): readonly string[] {
  const lamp = LIGHTS.find(([key]) => key === light)?.[1]
  return [state && STATE[state], light && lamp, mine && words.onlyMine, overdue && words.onlyOverdue].filter((one): one is string => Boolean(one))
}
