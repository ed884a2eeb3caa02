"""English words of everyday speech that have several senses: as the name of a term they link wherever they stand.

Chosen by hand, single words in small letters, in one number. The check asks for more where a definition is called by
one of them; nothing else changes.
"""

from __future__ import annotations

_WORDS = """
    access account act action address age agent aid aim air allowance amount anchor answer appeal approach area arm
    array article aspect asset attack back background balance band bank bar base basis basket batch beat bed
    benefit bill bit blank block blood board body bond book boot border bottom bound box branch break bridge brief
    broker bug build bus business cache call camp cap capital card care carrier case cast catch cause cell center
    centre certificate chain chair challenge chance change channel character charge chart check child circle claim
    class clean clear client clone close cloud cluster coach code collection column command comment commit
    committee common community company complex condition conduct conflict connection constant contact container
    content context contract control copy core cost council count counter country course cover credit culture
    current curve custom cut cycle damage data date deal debt default degree delivery demand deposit design desk
    development device direction directory discharge display distance district document domain donor door drive
    driver drop duty edge effect element employment end engine entry environment error escape estate estimate event
    evidence example exchange exercise exit expert export exposure extension face factor failure family fault
    feature fetch field figure file fill film filter finance fire fit fix flag flat float flow focus folder follow
    force form format foundation frame free friend front function fund future game gap gate general give goal good
    grade grain grant graph ground group growth guard guide habit hand handle hash head health heap help hold hole
    home hook host house image impact import impression incident index individual industry infection influence
    information initiative injection input insight instance institution instruction insurance integration
    intelligence interest interface intervention island issue item job join joint journal judge jump justice key
    kind label lake land language large layer lead leader leak lean learn leave lecture left lesson let letter
    level library licence license life lift light limit line link list load loan local location lock log loop loss
    loyalty machine mail main make manager map margin mark market mask mass master match material matrix matter
    mean measure medium meet meeting member memory merge message meta method middle migration mine minister minute
    mirror mission mix mode model module monitor mount move movement name nation nature need net network node noise
    note notice number object office offset operation operator option order organ organisation organization origin
    outcome outlet output overhead overlay owner pack package packet pad page pair panel paper parent park part
    partner party pass patch path patient pattern peace peer people performance period permission person phase
    phone picture piece pile pillar pilot pipe pitch place plan plane plant plate platform play plot pocket point
    pole policy poll pool population port position post pot pound power practice present press pressure principle
    print prize problem process product production profile program programme progress project property proposal
    protocol proxy pull pulse pump push quality quarter query question queue quote race rail raise range rank rate
    ratio reach read reason receiver recipient record recovery reference reflection reform region register relation
    release relief remote render report request research reserve reset resolution resolve resource response rest
    result return review revision right ring risk role roll roof room root rotation round route row rule run safe
    sale salt sample sanction scale scene schedule scheme school science scope score screen script seal search
    season seat second section sector security seed segment selection self sense sensor sentence series server
    service session set settlement shape share shell shift shock shop short side sign signal silence site size
    skill sleep slice slot snapshot society socket solution sort sound source space speaker split spot spread
    spring stack staff stage stain stake stand standard star start state statement station status stem step stock
    stop storage store stream street stress string strip structure student study style subject submission sum
    support surface survey suspect swap switch symbol system table tag tail tap target task team tear term
    territory test text theme theory thread tie time tip title token tone tool top topic total touch tour town
    trace track trade traffic training transfer transition translation trap travel treatment tree trial trigger
    trip trust try tunnel turn type unit user utility vacuum value variable variation version vessel view village
    violation visit voice volume vote wage walk wall war wash watch water wave way weight well will wind window
    wing wire word work worker workshop world wrap yield zone
"""
EVERYDAY = frozenset(_WORDS.split())
