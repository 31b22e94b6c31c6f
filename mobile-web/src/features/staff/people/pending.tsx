// What waits for a second person, roles and new access alike: decided here by whoever may.
import { useState } from 'preact/hooks'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { text } from '../text'
import { Decision, WaitingText } from './decision'
import type { PeopleQuery } from './people.generated'
import { Secret } from './secret'
import type { SecretFacts } from './secret'
import { waitingList } from './waiting-list'

const words = text.people

interface Props {
  staff: PeopleQuery['staff']
  county: string
  onDecided: (what: string | undefined) => void
}

export function Pending({ staff, county, onDecided }: Props) {
  const [secret, setSecret] = useState<SecretFacts>()
  const all = waitingList(staff)
  const mine = all.filter(({ mine }) => mine)
  const others = all.filter(({ mine }) => !mine)
  return (
    <>
      <Section id="pending" title={words.pending}>
        {mine.length === 0 && <p class="soft">{words.nonePending}</p>}
        <ul class={mine.length > 0 ? 'cells' : undefined}>
          {mine.map((one) => (
            <li key={one.id}>
              <Decision one={one} onDecided={onDecided} onSecret={setSecret} />
            </li>
          ))}
        </ul>
      </Section>
      {others.length > 0 && (
        <Section id="waiting" title={words.pendingOther}>
          <ul class="cells">
            {others.map((one) => (
              <li key={one.id} class="rowend">
                <WaitingText one={one} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {secret && (
        <Sheet label={words.renewed} onClose={() => undefined}>
          <Secret
            title={words.renewed}
            facts={secret}
            county={county}
            onKept={() => {
              setSecret(undefined)
              onDecided(undefined)
            }}
          />
        </Sheet>
      )}
    </>
  )
}
