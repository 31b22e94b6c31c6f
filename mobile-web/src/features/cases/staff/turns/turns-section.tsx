// What went on beside the straight way: hand-overs, who helps, versions of the finding, malice, clarification.
import { Sum } from '@/shared/ui/case-parts'
import { Cell } from '@/shared/ui/cell'
import type { CaseView } from '../case/case-parts'
import { chinaDay, dayInWords } from '../list/due'
import { FINDING } from '../words'
import { CLARIFICATION, MALICE, handOverStands, turnText } from './text'

const words = turnText.page

/** True when there is something to show. */
export function hasTurns({ one, turns }: CaseView): boolean {
  const versions = turns?.conclusions.length ?? 0
  return one.handOvers.length + one.joints.length + one.malices.length + (turns?.clarifications.length ?? 0) > 0 || versions > 1
}

export function Turns({ view }: { view: CaseView }) {
  const { one, turns } = view
  const today = chinaDay(new Date())
  const day = (moment: string) => dayInWords(chinaDay(new Date(moment)), today)
  const versions = turns?.conclusions ?? []
  return (
    <>
      {one.handOvers.length > 0 && (
        <ul class="cells mt3">
          {one.handOvers.map((sheet) => (
            <li key={sheet.id}>
              <Cell
                title={`${words.sheet(sheet.no)}：${handOverStands(sheet)}`}
                sub={`${day(sheet.signedAt)}，${sheet.fromName} → ${sheet.toName ?? words.toOutside}`}
                href={`/staff/hand-overs/${sheet.id}`}
              />
            </li>
          ))}
        </ul>
      )}
      <Lines title={words.joints} lines={one.joints.map(({ organ, invitedAt, endedAt }) => (endedAt ? words.helped(organ.name, day(invitedAt), day(endedAt)) : words.helps(organ.name, day(invitedAt))))} />
      {versions.length > 1 && (
        <Lines
          title={words.versions}
          lines={versions.map(({ instance, version, finding, reason }) => words.version(instance, version, FINDING[finding]) + (reason ? `。${words.why(reason)}` : ''))}
        />
      )}
      <Told title={words.malice} list={one.malices.map(({ state, approverName, words: said }) => [`${approverName}：${MALICE[state]}`, said.proposed, said.decided])} />
      <Told title={words.clarification} list={(turns?.clarifications ?? []).map(({ officialId, state, text }) => [`${nameOf(view, officialId)}：${CLARIFICATION[state]}`, text])} />
    </>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3 class="mt4">{title}</h3>
      <div class="sumbox">
        <Sum lines={lines} />
      </div>
    </>
  )
}

/** How each stands, and below it what was written, as it was written. */
function Told({ title, list }: { title: string; list: readonly (readonly (string | null)[])[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3 class="mt4">{title}</h3>
      {list.map(([stands, ...said]) => (
        <div key={stands} class="mt2">
          <p>{stands}</p>
          {said.map((one) => one && <p key={one} class="said own-text mt2">{one}</p>)}
        </div>
      ))}
    </>
  )
}

function nameOf({ one }: CaseView, id: string): string {
  return one.subjects.find((subject) => subject.id === id)?.name ?? words.official
}
