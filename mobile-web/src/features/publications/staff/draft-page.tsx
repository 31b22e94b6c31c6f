// One publication on its way: marks, words, preview; sent, approved, returned, corrected, hidden.
import { useRoute } from 'preact-iso'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Failed, Waiting } from '@/shared/ui/states'
import { PublicationView } from '../publication-view'
import { kinds } from '../text'
import { DecideForm, PublishedForms } from './decide-forms'
import { DiscardForm } from './discard-form'
import { DraftForm } from './draft-form'
import type { PartProps } from './part-props'
import { PublicationDraft } from './publications.generated'
import type { DraftPartsFragment } from './publications.generated'
import { states, text } from './text'

export default function DraftPage() {
  const id = useRoute().params['id'] ?? ''
  return (
    <StaffPage tab="me" back={{ href: '/staff/publications', name: text.back }}>
      {(viewer) => <Loaded key={id} id={id} viewer={viewer} />}
    </StaffPage>
  )
}

function Loaded({ id, viewer }: { id: string; viewer: SignedInFragment }) {
  const { data, error, reload, put } = useStaffQuery(PublicationDraft, { id })
  const [done, setDone] = useDone()
  if (error?.code === 'NOT_FOUND') return <Missing />
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const draft = data.publicationDraft
  const changed = (next: DraftPartsFragment, what: string) => {
    put({ publicationDraft: next })
    setDone(what)
  }
  return (
    <>
      <div class="head">
        <p class="eyebrow">
          {draft.line.caseId ? <a href={`/staff/c/${draft.line.caseId}`}>{draft.line.caseNumber}</a> : draft.line.organName} · {draft.line.isHidden ? text.hidden : states[draft.line.state]}
        </p>
        <h1>
          <span class="whole">{kinds[draft.line.kind]} ·</span> <span class="whole">{draft.line.unit.name}</span>
        </h1>
      </div>
      {done}
      {draft.returned && (
        <div class="note note--amber mt4">
          <p>
            <b>{text.returned}</b>
            <br />
            {draft.returned}
          </p>
        </div>
      )}
      <Parts draft={draft} county={viewer.county.code} onChanged={changed} />
    </>
  )
}

function Missing() {
  return (
    <div class="head">
      <h1>{text.missing}</h1>
      <p class="lead soft mt2">{text.missingHelp}</p>
      <a class="btn btn--quiet mt6" href="/staff/publications">
        {text.toList}
      </a>
    </div>
  )
}

function Parts({ draft, county, onChanged }: PartProps & { county: string }) {
  const { viewerCan, code, version } = draft.line
  const discard = viewerCan.includes('DISCARD') && <DiscardForm draft={draft} />
  if (viewerCan.includes('SAVE') && draft.marks) {
    return (
      <>
        <DraftForm key={version} draft={draft} onChanged={onChanged} />
        {discard}
      </>
    )
  }
  return (
    <>
      <p class="mt4 soft">{text.previewLead}</p>
      <div class="letter mt3">
        <PublicationView one={draft.preview} heading="h2" />
      </div>
      {code !== null && (
        <a class="link" href={`/${county}/r/${code}`}>
          {text.see}
        </a>
      )}
      {viewerCan.includes('PUBLISH') && <DecideForm draft={draft} onChanged={onChanged} />}
      <PublishedForms draft={draft} onChanged={onChanged} />
      {discard}
    </>
  )
}
