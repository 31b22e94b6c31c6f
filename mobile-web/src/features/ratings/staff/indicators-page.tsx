// 评价的指标: what is asked, kind by kind; a head of the commission sets the next version.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole } from '@/shared/staff/tabs'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { IndicatorForm } from './indicator-form'
import { IndicatorSets, type SetPartsFragment } from './ratings.generated'
import { isOfCommission } from './ratings-page'
import { SETS, SIDES, text } from './text'

const words = text.sets

export default function IndicatorsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/ratings', name: text.back }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.indicators}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          <Sets county={viewer.county.code} maySet={isOfCommission(viewer) && hasRole(viewer, 'HEAD')} />
        </>
      )}
    </StaffPage>
  )
}

function Sets({ county, maySet }: { county: string; maySet: boolean }) {
  const { data, error, reload } = useStaffQuery(IndicatorSets, { county })
  const [open, setOpen] = useState<SetPartsFragment>()
  const [done, say] = useDone()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const finished = (what?: string) => {
    setOpen(undefined)
    if (!what) return
    say(what)
    reload()
  }
  return (
    <>
      {done}
      {data.indicatorSets.map((set) => (
        <Section key={set.kind} id={set.kind} title={SETS[set.kind]} side={words.version(set.no, set.groups.reduce((sum, { questions }) => sum + questions.length, 0))}>
          <Questions set={set} />
          {maySet && (
            <button class="btn btn--quiet mt4" type="button" aria-haspopup="dialog" onClick={() => setOpen(set)}>
              {`${words.change}${SETS[set.kind]}`}
            </button>
          )}
        </Section>
      ))}
      {open && (
        <Sheet label={SETS[open.kind]} onClose={() => finished()}>
          <IndicatorForm set={open} onDone={finished} />
        </Sheet>
      )}
    </>
  )
}

/** All questions of a version, group by group. */
export function Questions({ set: { groups } }: { set: Pick<SetPartsFragment, 'groups'> }) {
  return (
    <details>
      <summary>{text.question}</summary>
      <ul>
        {groups.map((group) => (
          <li key={group.name} class="mt3">
            <b>{`${SIDES[group.side]} · ${group.name}`}</b>
            {group.questions.map(({ code, text: said }) => (
              <p key={code} class="small">
                {said} <span class="soft">{code}</span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}
