// 核验回执: paste or open a receipt; what is checked, is checked on the phone.
import { useEffect, useState } from 'preact/hooks'
import { homePath, lastCounty } from '@/shared/county'
import { common } from '@/shared/text/common'
import { Bar } from '@/shared/ui/bar'
import { Facts, Ticks } from '@/shared/ui/cell'
import { Input, TextArea } from '@/shared/ui/field'
import { Foot } from '@/shared/ui/foot'
import { Icon } from '@/shared/ui/icon'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { readKey, readReceipt } from './receipt'
import { text } from './text'
import { verify, type Verdict } from './verdict'

export default function VerifyPage() {
  const back = () => (history.length > 1 ? history.back() : location.assign(homePath(lastCounty())))
  const [verdict, setVerdict] = useState<Verdict>()
  // Fetched beforehand: then a receipt can be checked without a network, as long as the page is open.
  useEffect(() => void import('./proof').catch(() => undefined), [])
  return (
    <Page bar={<Bar back={back}>{common.product}</Bar>} foot={<Foot />}>
      <div class="head">
        <h1>{text.title}</h1>
        <p class="lead soft">{text.lead}</p>
      </div>
      <Ask onVerdict={setVerdict} />
      {verdict && <Result verdict={verdict} />}
      <Section id="how" title={text.how}>
        <Ticks items={text.howLines} />
      </Section>
    </Page>
  )
}

function Ask({ onVerdict }: { onVerdict: (verdict: Verdict | undefined) => void }) {
  const [words, setWords] = useState('')
  const [key, setKey] = useState('')
  const [wrong, setWrong] = useState<{ words?: string; key?: string }>({})
  const [busy, setBusy] = useState(false)
  const check = async () => {
    const [receipt, published] = [readReceipt(words), readKey(key)]
    onVerdict(undefined)
    if (!receipt) return setWrong({ words: text.notOne })
    if (key.trim() && !published) return setWrong({ key: text.notKey })
    setWrong({})
    setBusy(true)
    await verify(receipt, published).then(onVerdict, () => setWrong({ words: text.failed }))
    setBusy(false)
  }
  return (
    <form
      class="section"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <TextArea id="receipt" label={text.paste} hint={text.pasteHint} value={words} onValue={setWords} error={wrong.words} rows={8} />
      <div class="field">
        <label class="field__label" for="file">
          {text.open}
        </label>
        <input id="file" class="input" type="file" accept="text/plain,.txt" onChange={(event) => void opened(event.currentTarget.files?.[0]).then(setWords)} />
      </div>
      <Input id="key" label={text.key} hint={text.keyHint} optional value={key} onValue={setKey} error={wrong.key} />
      <button class="btn mt4" type="submit" disabled={busy}>
        {busy ? text.checking : text.check}
      </button>
    </form>
  )
}

/** The words of a file; the floor has no `File.text`. */
function opened(file: File | undefined): Promise<string> {
  return new Promise((resolve) => {
    if (!file) return resolve('')
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => resolve('')
    reader.readAsText(file)
  })
}

function Result({ verdict: { receipt, lines, root } }: { verdict: Verdict }) {
  const mono = (value: string) => <span class="receipt mono small">{value}</span>
  return (
    <Section id="result" title={text.result}>
      <div role="status">
        {lines.map(({ good, says }) => (
          <div key={says} class={`note mt3 ${good ? 'note--accent' : 'note--amber'}`}>
            <div class="note__row">
              <Icon name={good ? 'tick' : 'warn'} size={26} />
              <p>{says}</p>
            </div>
          </div>
        ))}
      </div>
      <Facts
        class="mt4"
        rows={[
          [text.county, receipt.county],
          [text.day, receipt.day],
          [text.hash, mono(receipt.contentHash)],
          [text.publicKey, mono(receipt.publicKey)],
          root !== undefined && ([text.root, mono(root)] as const),
        ]}
      />
    </Section>
  )
}
