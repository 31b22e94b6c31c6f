// Search by name; a sticker's code leads straight to its page.
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { stickerCode } from './sticker-code'
import { text } from './text'

interface Props {
  county: string
  initial?: string
  label: string
  hint?: string
}

export function SearchForm({ county, initial = '', label, hint }: Props) {
  const { route } = useLocation()
  const [query, setQuery] = useState(initial)
  const search = (event: Event) => {
    event.preventDefault()
    const sticker = stickerCode(query)
    if (sticker) location.assign(`/q/${sticker}`)
    else if (query.trim()) route(`/${county}/list?q=${encodeURIComponent(query.trim())}`)
  }
  return (
    <form role="search" action={`/${county}/list`} onSubmit={search}>
      <label class="field__label" for="q">
        {label}
      </label>
      <div class="search">
        <input id="q" name="q" type="search" autocomplete="off" maxLength={40} value={query} onInput={(event) => setQuery(event.currentTarget.value)} aria-describedby={hint ? 'q-hint' : undefined} />
        <button type="submit">{text.county.find}</button>
      </div>
      {hint && (
        <span class="field__hint mt2" id="q-hint">
          {hint}
        </span>
      )}
    </form>
  )
}
