// The foot of a county's pages: whom to call, who runs it, filing numbers, honest pages.
import { common } from '@/shared/text/common'

export interface FootFacts {
  readonly operator: string
  readonly telephone: string
  readonly address: string | null
  readonly icp: string | null
  readonly securityFiling: string | null
  readonly privacyUrl: string | null
  readonly emblemUrl: string | null
}

export function Foot({ facts, openData }: { facts?: FootFacts | undefined; openData?: string | undefined }) {
  return (
    <footer class="foot">
      {facts?.emblemUrl && (
        <p>
          <img class="foot__emblem" src={facts.emblemUrl} alt="" width={72} height={72} />
        </p>
      )}
      <p class="foot__call">
        {common.hotline.label}
        <a href={`tel:${common.hotline.number}`}>{common.hotline.number}</a>
      </p>
      <p>{common.hotline.danger}</p>
      <ul>
        <li>
          <a href={facts?.privacyUrl ?? '/privacy'}>{common.foot.privacy}</a>
        </li>
        <li>
          <a href="/accessibility">{common.foot.accessibility}</a>
        </li>
        {openData && (
          <li>
            <a href={openData}>{common.foot.openData}</a>
          </li>
        )}
      </ul>
      {facts && (
        <p>
          {common.foot.operator(facts.operator)}
          <br />
          {common.foot.telephone}
          <a class="foot__tel" href={`tel:${facts.telephone.replace(/[^\d+]/g, '')}`}>
            {facts.telephone}
          </a>
          {facts.address && <FootLine text={common.foot.address(facts.address)} />}
          {facts.icp && <FootLine text={facts.icp} />}
          {facts.securityFiling && <FootLine text={facts.securityFiling} />}
        </p>
      )}
    </footer>
  )
}

function FootLine({ text }: { text: string }) {
  return (
    <>
      <br />
      {text}
    </>
  )
}
