// One 交接单 as it goes on paper: to be printed, sealed and carried to whoever takes it.
import './paper.css'
import { useRoute } from 'preact-iso'
import { StaffPage } from '@/shared/staff/frame'
import { saveFile } from '@/shared/staff/save-file'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { clock, dayWithYear } from '@/shared/format/format'
import { Facts } from '@/shared/ui/cell'
import { Failed, Waiting } from '@/shared/ui/states'
import { MEDIA } from '../words'
import { HandOverPaper } from './hand-overs.generated'
import type { HandOverPaperQuery } from './hand-overs.generated'
import { HAND_OVER, turnText } from './text'

const words = turnText.paper
/** What the county signs for: the server's word, which goes before the text. */
const LABEL = 'lianjing hand-over v1'

type Paper = NonNullable<HandOverPaperQuery['handOver']>
type Sheet = NonNullable<Paper['sheet']>

export default function HandOverPage() {
  return (
    <StaffPage tab="today" back={{ href: '/staff/hand-overs', name: turnText.list.title }}>
      {() => <Opened />}
    </StaffPage>
  )
}

function Opened() {
  const { params } = useRoute()
  const { data, error, reload } = useStaffQuery(HandOverPaper, { id: params.id ?? '' })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  if (!data.handOver) {
    return (
      <div class="head">
        <h1>{words.missing}</h1>
        <p class="lead soft mt2">{words.missingHelp}</p>
        <a class="btn btn--quiet mt6" href="/staff/hand-overs">
          {words.toList}
        </a>
      </div>
    )
  }
  const { sheet } = data.handOver
  return (
    <article class="paper">
      <h1>{words.title}</h1>
      {sheet ? <OnPaper paper={data.handOver} sheet={sheet} /> : <p class="mt5">{words.sealed}</p>}
    </article>
  )
}

function OnPaper({ paper, sheet }: { paper: Paper; sheet: Sheet }) {
  return (
    <>
      <p class={sheet.valid ? 'soft mt2' : 'mt2 due__late'} role={sheet.valid ? undefined : 'alert'}>
        {sheet.valid ? words.valid : words.invalid}
      </p>
      <Facts
        class="mt3"
        rows={[
          [words.number, sheet.number],
          [words.from, `${sheet.county}，${sheet.fromName}`],
          [words.to, sheet.toName],
          [words.reason, sheet.reason],
          [words.signedBy, sheet.signedBy],
          [words.signedAt, `${dayWithYear(paper.signedAt)} ${clock(paper.signedAt)}`],
          [words.dueOn, dayWithYear(paper.dueOn)],
          [words.submitted, dayWithYear(sheet.submittedOn)],
          [words.hash, <Print text={sheet.contentHash} help={words.hashHelp} />],
          sheet.supplements > 0 && [words.supplements, words.times(sheet.supplements)],
          [words.answer, sheet.answer ?? HAND_OVER[paper.state]],
        ]}
      />
      <h2 class="as-h3 mt5">{words.materials}</h2>
      <Materials sheet={sheet} />
      <h2 class="as-h3 mt5">{words.signature}</h2>
      <p class="mono small paper__print">{sheet.signature}</p>
      <p class="soft small mt2">{words.publicKey}</p>
      <p class="mono small paper__print">{sheet.publicKey}</p>
      <p class="soft small mt2">{words.sheetHash}</p>
      <p class="mono small paper__print">{sheet.sheetHash}</p>
      <p class="paper__sign">{words.sign}</p>
      <button class="btn mt5 paper__button" type="button" onClick={() => print()}>
        {words.print}
      </button>
      <button class="btn btn--quiet mt3 paper__button" type="button" onClick={() => keep(sheet)}>
        {words.save}
      </button>
      <p class="soft small mt2 paper__button">{words.saveHelp}</p>
    </>
  )
}

/** All that somebody needs who checks the signature elsewhere: the signed bytes, and how they were signed. */
function keep({ number, signedText, signature, publicKey, sheetHash }: Sheet): void {
  const file = { check: words.check, algorithm: 'Ed25519', label: LABEL, signedText, signature, publicKey, sha256: sheetHash }
  saveFile(`${number.replace(/\s+/g, '-')}.json`, `${JSON.stringify(file, null, 2)}\n`, 'application/json')
}

function Materials({ sheet }: { sheet: Sheet }) {
  if (sheet.materials.length === 0) return <p class="soft mt2">{words.noMaterials}</p>
  return (
    <ol class="paper__list mt2">
      {sheet.materials.map(({ kind, bytes, sha256 }, at) => (
        <li key={at}>
          {MEDIA[kind]}，{bytes} 字节
          <span class="line mono small paper__print">{sha256 ?? words.unfinished}</span>
        </li>
      ))}
    </ol>
  )
}

function Print({ text, help }: { text: string; help: string }) {
  return (
    <>
      <span class="line mono small paper__print">{text}</span>
      <span class="line soft small">{help}</span>
    </>
  )
}
