// The query code: large, in groups, as a QR picture, and as an image to keep.
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '@/shared/ui/icon'
import { Sheet } from '@/shared/ui/sheet'
import { common } from '@/shared/text/common'
import { text } from './done-text'

type Picture = typeof import('./picture')

interface Props {
  queryCode: string
  county: string
}

export function Ticket({ queryCode, county }: Props) {
  const { groups, check } = split(queryCode)
  const address = `${location.origin}/track?county=${county}#${groups.join('')}${check}`
  const [picture, setPicture] = useState<Picture>()
  const [image, setImage] = useState<string>()
  useEffect(() => {
    import('./picture').then(setPicture, () => undefined)
  }, [])
  return (
    <>
      <div class="ticket">
        <h2 id="code-h">{text.code}</h2>
        <p class="soft">{text.once}</p>
        <p class="code mt4" role="img" aria-label={text.codeSpoken(groups.join(' '), check)}>
          {groups.map((group, at) => (
            <span key={at}>{group}</span>
          ))}
          {check && (
            <span class="code__check">
              <small>{text.check}</small>
              {check}
            </span>
          )}
        </p>
        {picture && (
          <>
            <div class="qr mt4" role="img" aria-label={text.qr}>
              <div aria-hidden="true" dangerouslySetInnerHTML={{ __html: picture.qrSvg(address) }} />
            </div>
            <p class="soft small mt3 centred">{text.qrHint}</p>
          </>
        )}
      </div>
      {picture && (
        <button class="btn btn--quiet mt4" type="button" onClick={() => setImage(picture.ticketImage(groups, check, address))}>
          <Icon name="save" />
          {text.image}
        </button>
      )}
      {image && (
        <Sheet label={text.image} onClose={() => setImage(undefined)}>
          <img class="ticket-image" src={image} alt={text.imageAlt(queryCode)} />
          <p class="mt3">{text.imageHint}</p>
          <a class="btn mt4" href={image} download={`${common.product}.png`}>
            {text.image}
          </a>
          <button class="btn btn--text mt2" type="button" onClick={() => setImage(undefined)}>
            {common.close}
          </button>
        </Sheet>
      )}
    </>
  )
}

/** Four groups of four and the check character. */
function split(queryCode: string): { groups: string[]; check: string } {
  const plain = queryCode.replace(/[\s-]/g, '')
  return { groups: plain.substring(0, 16).match(/.{1,4}/g) ?? [], check: plain.substring(16) }
}
