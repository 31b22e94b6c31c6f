// 廉洁档案: opening one for a stated purpose, what one opened before, and what went to other counties or came from there.
import { dayWithYear } from '@/shared/format/format'
import { faultInWords } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { ArchiveOpenings } from './archives.generated'
import { OpenForm } from './open-form'
import { PURPOSE, text } from './text'
import { Transfers } from './transfers'

const words = text.openings

export default function ArchivesPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {hasRole(viewer, 'PERSONNEL') ? <Keeping /> : <NotHis />}
        </>
      )}
    </StaffPage>
  )
}

function NotHis() {
  return (
    <>
      <p class="mt5">{text.notYours}</p>
      <a class="btn btn--quiet mt4" href="/staff/own-archive">
        {text.ownLink}
      </a>
    </>
  )
}

function Keeping() {
  return (
    <>
      <Section id="open" title={text.opening.section}>
        <OpenForm />
      </Section>
      <Section id="openings" title={words.section}>
        <Openings />
      </Section>
      <Transfers />
    </>
  )
}

function Openings() {
  const { data, error, reload, put } = useStaffQuery(ArchiveOpenings, { after: null })
  const { busy, fault, send } = useSending()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, pageInfo } = data.archiveOpenings
  if (nodes.length === 0) {
    return (
      <Blank title={words.none}>
        <p>{words.noneHelp}</p>
      </Blank>
    )
  }
  const more = () =>
    send(async () => {
      const next = await staffRequest(ArchiveOpenings, { after: pageInfo.endCursor })
      put({ archiveOpenings: { ...next.archiveOpenings, nodes: [...nodes, ...next.archiveOpenings.nodes] } })
    })
  return (
    <>
      <ul class="cells">
        {nodes.map(({ id, officialName, purpose, reason, closesOn, isOpen }) => (
          <li key={id}>
            <Cell title={officialName} sub={`${PURPOSE[purpose]}：${reason} · ${isOpen ? words.open(dayWithYear(closesOn)) : words.over}`} href={isOpen ? `/staff/archives/${id}` : undefined} />
          </li>
        ))}
      </ul>
      {fault && <FieldError text={faultInWords(fault)} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {words.more}
        </button>
      )}
    </>
  )
}
