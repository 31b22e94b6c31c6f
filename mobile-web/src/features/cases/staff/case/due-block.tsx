// The date that counts, and the sum behind it; the other clocks of the case below, each with a sum of its own.
import { Sum } from '@/shared/ui/case-parts'
import { chinaDay, dayInWords, daysBetween, dueInFull } from '../list/due'
import { text } from '../text'
import { CLOCK } from '../words'
import type { CaseHeadFragment } from './case.generated'
import { Held } from './held'

const words = text.page

export function DueBlock({ one, open }: { one: CaseHeadFragment; open: boolean }) {
  const { due } = one
  const today = chinaDay(new Date())
  const others = one.deadlines.filter((clock) => clock.kind !== due?.kind || clock.startsAt !== due.startsAt)
  if (!due && others.length === 0) return null
  return (
    <div class="due">
      {due && (
        <>
          <p class="soft small">{CLOCK[due.kind]}</p>
          <p class={`due__date num${daysBetween(today, due.dueOn) < 0 ? ' due__late' : ''}`}>{inPieces(dueInFull(due.dueOn, today))}</p>
          {due.provisional && <p class="soft small mt2">{words.provisional}</p>}
          <details class="mt2" open={open}>
            <summary>{words.due}</summary>
            <div class="sumbox">
              <Sum lines={due.sum} />
            </div>
          </details>
        </>
      )}
      <Held one={one} />
      {others.length > 0 && (
        <details>
          <summary>{due ? words.otherClocks : words.clocks}</summary>
          {others.map(({ kind, startsAt, dueOn, state, sum, provisional }) => (
            <details key={kind + startsAt}>
              <summary>{`${CLOCK[kind]}：${dayInWords(dueOn, today)}，${words.clockStates[state]}`}</summary>
              <div class="sumbox">
                <Sum lines={provisional ? [...sum, words.provisional] : sum} />
              </div>
            </details>
          ))}
        </details>
      )}
    </div>
  )
}

/** 11 月 11 日，超期 11 天: breaks at the comma only. */
function inPieces(words: string) {
  const [day = '', ...left] = words.split('，')
  return left.length === 0 ? (
    day
  ) : (
    <>
      <span class="whole">{day}，</span>
      <span class="whole">{left.join('，')}</span>
    </>
  )
}
