"""Word classes the reading rests on: closed grammatical classes and small semantic ones, all in dictionary form.

A word belongs here only for what it means in any letter, never because one letter used it.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# --- auxiliaries ------------------------------------------------------------------------------------------------

CONTRACTED = {
    "'ll": "will", "wo": "will", "wil": "will", "’ll": "will", "ca": "can", "sha": "shall",
    "'ve": "have", "has": "have", "had": "had", "having": "have",
    "'re": "be", "'m": "be", "am": "be", "is": "be", "are": "be", "was": "was", "were": "was",
    "been": "been", "being": "being", "be": "be",
    "does": "do", "did": "did", "gets": "get", "got": "was", "getting": "get", "gotten": "was",
}  # fmt: skip
FUTURE_MODALS = words("will shall")
DUTY_MODALS = words("must should ought")
ABILITY_MODALS = words("can could may might")
BE = words("be am is are was were been being 's 're 'm")

# --- spelling -----------------------------------------------------------------------------------------------------

# What writers run together with the word that follows, or with the one before.
GLUED_FIRST = words(
    "we our my they their it he she you which who that this these those there have has had was were will would should "
    "shall must can could did does the and but because from all each every already also not are"
)
GLUED_LAST = words(
    "have has had was were are is will would should shall must can could did the and our we they not been"
)
# Names and words of their own.
NOT_GLUED = words("wechat ourself ourselfs themself theirself cannot website weekday")
# Words of closed classes as they are mistyped; the reading hangs on them.
MISSPELT = {
    "wil": "will", "wll": "will", "hav": "have", "haev": "have", "hvae": "have", "shoud": "should", "shuold": "should",
    "woud": "would", "wuold": "would", "alredy": "already", "allready": "already", "becuase": "because",
    "becouse": "because", "beacuse": "because", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't",
}  # fmt: skip

# --- catenatives: verbs whose complement is the event ------------------------------------------------------------

INTENDING = words(
    "plan intend promise commit vow guarantee undertake pledge decide swear resolve propose aim assure agree arrange"
)
ATTEMPTING = words("try attempt strive endeavour endeavor seek explore begin start struggle tend")
# Begun, but an event of its own when it lies ahead: “we will start scanning” is a plan.
INCHOATIVE = words("begin start")
EFFORT_NOUNS = words("effort best utmost attempt endeavour endeavor")
DUTY_PREDICATES = words(
    "require oblige suppose mandatory necessary obligatory compulsory essential instruct bound forbid forbidden "
    "prohibit prohibited"
)
FUTURE_PREDICATES = words("due ready set expect schedule plan about likely")
PLAN_NOUNS = words("plan intention aim idea goal objective target step proposal")
# What one is in while at work: “in the process of”.
COURSE_NOUNS = words("process middle midst course")
WILLING_PREDICATES = words("willing prepared happy glad ready prepare")

# --- lexical aspect -----------------------------------------------------------------------------------------------

# Events that end when done and are not done over again to the same thing: in a present passive they report a result
# (“the contract is signed”), where other verbs tell a routine (“stock is counted”).
TERMINATIVE = words(
    "dismiss dump sign complete finish cancel terminate end close remove delete destroy fire sack discard scrap stop "
    "resolve solve fix repair establish install appoint hire recall withdraw settle correct buy purchase order burn "
    "change replace switch move start launch introduce create set build cease abandon drop ban blacklist resubmit "
    "upgrade clear punish fine rectify enroll enrol assign lock unlock disable enable"
)
# Verbs that learners put into the progressive for what holds: “we are using”, “which is relying on”.
STANDING = words("use rely depend")
# Nouns of verbs: the first tell an end, the others a course.
DONE_NOUNS = words(
    "termination completion cancellation removal deletion closure dismissal replacement destruction suspension recall "
    "withdrawal installation appointment refund disposal"
)
ONGOING_NOUNS = words(
    "introduction development implementation creation establishment improvement expansion training rollout roll-out "
    "rewriting tightening optimization optimisation upgrade integration enhancement strengthening reorganization "
    "reorganisation adoption automation migration relocation transition construction negotiation"
)
IN_PROGRESS = words("underway ongoing progress process pending running")

# --- other people's and the mind's verbs ----------------------------------------------------------------------------

# What one thinks, feels or learns; an admission or a courtesy, never a deed about the problem.
MENTAL = words(
    "believe think know understand realize realise hope feel regret appreciate acknowledge recognize recognise admit "
    "accept value cherish wish want need expect trust respect love like worry suppose guess assume conclude hear "
    "remember treasure doubt fear confess agree deserve mean sorry welcome see consider"
)
# What a shop takes in where it “accepts” it.
TAKEN_ON = words(
    "order parcel package return stock good item unit delivery shipment batch lot invoice product supplier"
)
# What one comes to know: a finding where it has a fact for its object (“found that …”, “found the reason”), a deed
# where it has a thing (“found a second carrier”).
FINDING = words("find learn identify discover determine notice note pinpoint recognize recognise")
FOUND_NOUNS = words("reason cause problem issue error fault mistake root gap spot weakness source matter")
# What one does with words towards the reader; to a buyer it is a deed.
COURTESY = words(
    "write appeal request ask beg plead hope thank submit attach enclose present explain show say state assure "
    "apologize apologise respond await describe summarize refer ensure"
)
# Verbs by which word comes from somebody else.
TELLING = words("tell inform notify advise warn assure say claim insist swear state report think")
# What is done by way of a carrier.
SENDING = words("ship send resend reship re-ship dispatch forward return replace transfer move switch change")
# What comes to a seller without any doing of theirs.
MAIL_NOUNS = words(
    "email e-mail mail message notice notification warning letter complaint claim feedback review call reply answer "
    "response news violation suspension order return"
)
# Nouns that stand for what is done as a rule.
RULE_NOUNS = words("rule routine practice procedure change arrangement difference process policy system result")
# Verbs that pass on what follows as the speaker's own word.
ASSERTING = words("note confirm state declare inform ensure certify report advise know") | INTENDING
# Verbs of a purpose without an event of its own: “to ensure a good experience”.
PURPOSES = words("ensure avoid prevent guarantee improve maintain assure")
# What a shop is in business for: no deed about the problem.
BUSINESS = words("sell trade operate serve")
# What points to a document.
POINTING = words("attach enclose include list show append")
# What rules do.
POLICY_VERBS = words("forbid prohibit allow permit require regulate stipulate tolerate mandate")
REMEDIAL = words(
    "apologize apologise refund compensate replace reship resend correct fix notify contact reimburse repair recall "
    "treat answer reply"
)
# What is put on a calendar: its present with a date tells the future.
SCHEDULED = words("start begin arrive open come go launch join leave follow end close move switch receive take oversee")
# What is done to a date ahead: “is set for 3 May”.
SET_FOR = words("set schedule plan program programme book fix arrange")
# Past and present are written alike.
SAME_PAST = words("read put set cut let shut hit quit spread split rid cast shed bid")
# What happens by itself.
HAPPENING = words(
    "happen occur arise result lead cause mean be become seem appear belong relate concern involve contain consist "
    "depend exist lie remain stem matter make contribute bring raise affect increase decrease decline"
)
FAILING = words(
    "fail forget overlook neglect ignore miss lack mistake misunderstand misread underestimate omit delay lose break "
    "violate breach infringe lapse mishandle mislabel misjudge mix confuse manipulate disregard misuse err slip "
    "damage mislead"
)
# Predicates that admit: “we were wrong”, “we are lack of experience”.
FAULTY = words(
    "wrong lack careless negligent responsible insufficient inadequate poor unaware unfamiliar inexperienced sloppy "
    "slow weak late ignorant unready unprepared incomplete incorrect inaccurate lax error mistake fault failure "
    "negligence carelessness slackness dereliction breach oversight slip gap confusion silence accountable"
)
FAULT_NOUNS = words(
    "failure lack mistake error negligence carelessness slackness oversight omission slip breach violation gap "
    "absence confusion silence misunderstanding delay shortage dereliction fault neglect inattention"
)
# What one has to know before acting.
KNOWING = words("know understand realize realise notice")
# What ought to be there; that it was not is a fault.
CONTROLS = words(
    "check control rule procedure process step list checklist training supervision system record log person plan "
    "backup backup test inspection review sop policy standard guideline buffer reserve reminder alarm owner register"
)
# What one must not go without.
LEAVE_OR_CHECK = words(
    "permission permit authorization authorisation licence license consent approval check inspection test invoice "
    "proof ask check read test inspect verify open compare know look get"
)
# How a thing must not be left.
LEFT_STATES = words("off on out open blank empty live running switched behind exposed")
FAULT_ADVERBS = words(
    "mistakenly wrongly inadvertently accidentally carelessly unknowingly incorrectly erroneously sloppily improperly "
    "unintentionally falsely blindly"
)
# The verbs of looking into the matter: deeds even in the part that tells the cause.
INVESTIGATING = words(
    "check review investigate inspect examine analyze analyse audit study verify interview trace compare look"
)
# What befalls one: in the passive nobody's doing.
MISHAPS = words("flood hit rob hack overwhelm strand affect")
# A thing that does these goes wrong by itself.
LAPSING = words("slip lapse")
# What Amazon does to an account, and to whom a passive without agent then belongs.
AMAZON_DEEDS = words(
    "suspend deactivate remove block limit restrict close withdraw revoke freeze delist disable reject deny ban stop "
    "terminate hold flag cancel place put reactivate reinstate restore"
)
# Those that in an opening are Amazon's even where no account is named.
ENFORCING = words("suspend deactivate remove block limit restrict withdraw revoke reject deny delist disable flag take")
ACCOUNT_NOUNS = words(
    "account listing right rights privilege privileges asin offer store shop selling permission seller permit page "
    "fbm product detail"
)

# --- people and things --------------------------------------------------------------------------------------------

SELLER_WORDS = words(
    "we i us me our my myself ourselves company team store shop firm business management manager boss owner warehouse "
    "department management lawyer attorney accountant operator operations supervisor director"
)
# The seller's side when they act for it; when one is named apart, somebody of the staff.
HEADS_OF_STAFF = words("manager boss supervisor director operator owner accountant")
EMPLOYEE_WORDS = words(
    "employee employees staff staffs worker workers colleague colleagues packer packers operator operators clerk "
    "clerks assistant assistants helper helpers temp temps intern interns newcomer newcomers hire hires member "
    "members inspector inspectors engineer engineers technician technicians shipper shippers personnel people person "
    "daughter son wife husband sister brother nephew niece partner freelancer purchaser student girl boy lady guy "
    "cousin uncle aunt qc trainee trainees handler handlers secretary labor labourer department departments developer "
    "contractor crew va"
)
SUPPLIER_WORDS = words(
    "supplier suppliers factory factories manufacturer manufacturers vendor vendors wholesaler distributor "
    "distributors producer trader maker mill workshop printer-shop lab laboratory consultant agency provider "
    "providers forwarder"
)
BUYER_WORDS = words("buyer buyers customer customers client clients shopper shoppers consumer consumers purchasers")
AMAZON_WORDS = words("amazon platform amazon's marketplace amazon.com reviewer policy rule algorithm you bot")
CARRIER_WORDS = words(
    "carrier carriers courier couriers forwarder forwarders post postman driver drivers logistics usps ups fedex dhl "
    "airline ems royal yodel tnt gls aramex ontrac lasership purolator cainiao ptt sagawa yamato correos sendle "
    "delhivery yanwen yunexpress sunyou 4px depot express hermes evri dpd"
)
COMPETITOR_WORDS = words("competitor competitors hijacker hijackers rival rivals ")
SYSTEM_WORDS = words(
    "repricer feed script template system systems erp software api app tool plugin plug-in server computer website "
    "internet network bug glitch printer integration program programme"
)
CIRCUMSTANCES: dict[str, frozenset[str]] = {
    "weather": words(
        "weather freeze monsoon landslide heatwave tornado typhoon storm snow snowstorm flood flooding rain hurricane "
        "blizzard earthquake disaster"
    ),
    "epidemic": words("epidemic pandemic covid covid-19 coronavirus pneumonia lockdown virus quarantine outbreak"),
    "customs": words("customs clearance"),
    "other": words("traffic roadblock blackout outage shedding embargo blockade electricity"),
    "holiday": words("holiday holidays festival strike strikes christmas peak congestion"),
}

# --- time -----------------------------------------------------------------------------------------------------------

TIME_NOUNS = words(
    "day days week weeks month months quarter quarters year years morning evening night afternoon hour hours minute "
    "minutes monday tuesday wednesday thursday friday saturday sunday season weekend weekends shift batch time"
)
MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
)
ROUTINE_ADVERBS = words(
    "daily weekly monthly quarterly yearly annually regularly always usually routinely everyday hourly periodically "
    "automatically twice nightly constantly"
)
PAST_ADVERBS = words("already yesterday ago since previously formerly recently lately immediately")
NOW_ADVERBS = words("now currently presently nowadays today")
FUTURE_ADVERBS = words("tomorrow soon later shortly henceforth")
UNMET_MARKS = words("if unless once provided providing assuming supposing")
NEGATIONS = words("not n't never no nobody none nothing neither nor nowhere hardly without")
