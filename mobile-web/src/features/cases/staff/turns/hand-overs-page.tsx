// 交接单: what the viewer's organs handed over and were handed.
import { useState } from 'preact/hooks'
import { StaffPage } from '@/shared/staff/frame'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { chinaDay, momentInWords } from '../list/due'
import { HandOvers } from './hand-overs.generated'
import { handOverStands, turnText } from './text'

const words = turnText.list

export default function HandOversPage() {
  return (
    <StaffPage tab="today" back={{ href: '/staff', name: staffText.back.today }}>
      {() => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          <List />
        </>
      )}
    </StaffPage>
  )
}

function List() {
  const [after, setAfter] = useState<string | null>(null)
  const { data, error, reload } = useStaffQuery(HandOvers, { after })
  const today = chinaDay(new Date())
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, pageInfo } = data.handOvers
  return (
    <>
      {nodes.length === 0 && (
        <Blank icon="paper" title={words.none}>
          <p>{words.noneHelp}</p>
        </Blank>
      )}
      <ul class={nodes.length > 0 ? 'cells mt5' : undefined}>
        {nodes.map((one) => (
          <li key={one.id}>
            <Cell
              title={handOverStands(one)}
              sub={
                <>
                  {words.row(one.fromName, one.toName ?? turnText.page.toOutside)}
                  <br />
                  {one.caseNumber} · {momentInWords(one.signedAt, today)}
                </>
              }
              href={`/staff/hand-overs/${one.id}`}
            />
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <button class="link link--button" type="button" onClick={() => setAfter(pageInfo.endCursor)}>
          {words.more}
        </button>
      )}
    </>
  )
}
