// What went on beside the straight way: hand-overs, who helps, versions of the finding, malice, clarification.
import { Sum } from '@/shared/ui/case-parts'
import { Cell } from '@/shared/ui/cell'
import type { CaseView } from '../case/case-parts'
import { chinaDay, dayInWords } from '../list/due'
import { FINDING } from '../words'
import { CLARIFICATION, HAND_OVER, MALICE, turnText } from './text'

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
                title={`${words.sheet(sheet.no)}：${sheet.fromName} → ${sheet.toName ?? words.toOutside}`}
                sub={`${day(sheet.signedAt)}，${HAND_OVER[sheet.state]}`}
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
      <Lines title={words.malice} lines={one.malices.map(({ state, approverName, words: said }) => [`${approverName}：${MALICE[state]}`, said.proposed, said.decided].filter(Boolean).join('。'))} />
      <Lines
        title={words.clarification}
        lines={(turns?.clarifications ?? []).map(({ officialId, state, text }) => [`${nameOf(view, officialId)}：${CLARIFICATION[state]}`, text].filter(Boolean).join('。'))}
      />
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

function nameOf({ one }: CaseView, id: string): string {
  return one.subjects.find((subject) => subject.id === id)?.name ?? words.official
}
