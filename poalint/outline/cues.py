"""The words by which a part of the letter is known. English and Chinese; data, no logic."""

from __future__ import annotations

import re

from poalint.model import SectionKind

K = SectionKind

# In a heading the earliest cue wins, but prevention wins over correction wherever both stand: “steps taken to prevent”.
HEADING_CUES: tuple[tuple[SectionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            K.ROOT_CAUSE,
            r"root\s*cause|^\W*(problem |cause )?analysis\W*$|\bcauses?\b(?! of action)|\bcaused\b|\b(reasons?|motives?|origins?)\b|\bwhy\b|went wrong|\bled to\b|what happened"
            r"|\bhow (did |does |has |could |was )?(it|this|that|they|these|the \w+) (\w+ )?(happen(ed)?|occur(red)?|(a|be)?r[io]se|c[ao]me about)\b"
            r"|\bproblems?\s*:?$|\bmistakes?\b|\berrors? we made|根本原因|原因|问题分析|问题所在",
        ),
        (
            K.CORRECTIVE,
            r"correct(ive|ion|ed|ing)?\b|actions?\b.{0,30}\b(taken|took|implemented|completed)|\bactions?\b|solutions?\b"
            r"|\b(did|done)\b|\bwhat (we|i) (have|had|already) (already )?(do|make|made|take|took|taken)\b|resol(ve|ved|ution)|remed(y|ial|ies|iation)|rectif|\brepair|\bfix(es|ed)?\b"
            r"|(steps?|measures?)\b.{0,20}\b(taken|took|adopted|completed)|已.{0,4}(完成|采取|实施)|措施|immediate|implemented|improvement|put right|dealt with|handled|\bchanged\b|纠正|整改|解决|改正|已采取|改善",
        ),
        (
            K.PREVENTIVE,
            r"prevent|precaution|\bin (the )?future|future|going forward|moving forward|long[- ]?term|avoid"
            r"|(not|never|n't)\s+(to\s+)?(happens?|occurs?|repeat)|happens? again|again|differently|\bwhat we do( now)?\W*$"
            r"|^\W*what (we|i)(['’]ll| plan to|( are| am|['’]re|['’]m) (going|planning) to) (do|change)\b|\bnew (rules|routine|routines|ways?)\b|\b(is|will be|to be) different\b|^\W*what (else )?(will|(we|i) (will|shall)) (change|do)\b|\b(steps|measures|actions)\b.{0,10}\bwill\b|^\W*(next|follow[- ]?up) (plan|steps?|measures?)\b|sustain|ongoing compliance|for good\b|permanent|from now on|safeguards?\b|\bin force\b|\bin place\W*$|new procedure|后续|长期"
            r"|\bcontrols\b|预防|防止|避免|今后|未来|以后",
        ),
        (
            K.EVIDENCE,
            r"evidence|^\W*(results?|documents|annex(es)?|appendi(x|ces))\W*$|attach(ed|ments?)|enclos(ed|ures?)|exhibits?\b|examples?\b.{0,40}\bcompliance|supporting documents?"
            r"|\bproofs?\b|list of documents|information (for|of|about) our|(registration|account) (information|details)"
            r"|(information|details|documents?)\b.{0,20}\b(needed|requested|required|asked)|附件|证据|证明材料",
        ),
        (K.SUMMARY, r"^\W*(summary|introduction|overview|background|executive summary|摘要|概述)\b"),
        (K.CLOSING, r"^\W*(conclusion|closing|final (words?|remarks?)|request for|结语|结论)"),
        (
            K.OTHER,
            r"^\W*(additional|other|further) (information|remarks|notes)|其他信息|补充",
        ),
    )
)

# What a heading in prose opens with.
OPENER = re.compile(
    r"^((part|section|step)\s+(\d{1,2}|[a-f]|i{1,3}|iv|one|two|three|four)\b\W*)?(the\s+)?(root|main|primary|greater detail|what|why|how|reasons?|causes?|problems?|actions?|steps?|measures?"
    r"|corrective|correction|preventi|preventative|prevent|immediate|long[- ]?term|plan|our (plan|solution|action|corrective)"
    r"|solutions?|summary|issues?|evidence|attachments?|conclusion|explanation|improvement|future|implemented"
    r"|resolution|remedial|rectif|next (plan|step)|follow[- ]?up|results?$|documents$|analysis$|safeguards?|annex|appendi|new procedure|details?\s+(of|on)|(detailed |required |requested )?information|list of|additional)",
    re.IGNORECASE,
)

# What counts the parts: “Second, what we have done till now: …”.
ORDINAL = re.compile(
    r"^(first|second|third|fourth|last|final)(ly)?\b\W*((of all|about|for|as for|regarding|is|are)\b\W*)?",
    re.IGNORECASE,
)

# A title over the whole letter, which opens no part.
TITLE = re.compile(
    r"^\W*(amazon\s+)?(seller\s+)?(plan of action|poa|appeal( letter)?|action plan|行动计划|申诉)", re.IGNORECASE
)

GREETING = re.compile(
    r"^\W*(to (the|amazon)\b.{0,60}\b(team|department|amazon|manager|performance|health)s?\b|dear|hello|hi|to whom|good (morning|day|afternoon)|greetings|to:|subject:|re:|attn|attention|respected|尊敬的|您好|亲爱的)",
    re.IGNORECASE,
)

CLOSING = re.compile(
    r"thank(s| you|ing you)|sincerely|cordially|faithfully|waiting for your|good news|if you (need|require|want) (any|other|more)"
    r"|we (respectfully )?(submit|request) (that|with)|put (me|us) back|turn .{0,30}back on|do the needful|only earning|regards|respectfully|yours (truly|faithfully)|look(ing)? forward|await(ing)? your"
    r"|reinstat|re-?activat|restor(e|ing|ation)\b|give (me|us).{0,20}(chance|opportunity)|\bbeg(ging)?\b|hope (that )?(amazon|you)"
    r"|please (kindly )?(accept|review|consider|help|let us know|give|reply|reinstate|approve|turn)|kindly (accept|help|review|look|consider|do)"
    r"|let (us|me) know|further information|additional information|cherish|treasure|apologi[sz]e again|此致|敬礼|谢谢",
    re.IGNORECASE,
)

# A paragraph that hands over documents.
HANDS_OVER = re.compile(r"\b(attached|enclosed|attachments?|enclosures?|exhibits?)\b|附件", re.IGNORECASE)

# Cues of content, for letters without headings.
CAUSE_WORDS = re.compile(
    r"\b(because|cause[ds]?|reasons?|due to|led to|result(ed)? (in|from)|failed to|did(n't| not)|mistakes?|negligen|careless"
    r"|was(n't| not)|were(n't| not)|lack of|unable|slackness|dereliction|fault|what (happened|went (on|wrong))|has happened)\b|原因|由于|导致",
    re.IGNORECASE,
)
PREVENTION_WORDS = re.compile(
    r"\b(in (the )?future|prevent|from (now|here) on|from here on out|going forward|avoid|never again|no longer|every (day|week|month)|regularly"
    r"|each (day|week|month)|again|long[- ]term)\b|今后|避免|防止",
    re.IGNORECASE,
)

# Amazon's own voice: it speaks of sellers and of “you”, never of “we” as a seller does.
POLICY = re.compile(
    r"\bsellers (must|should|are required|who|may not|cannot)\b|\bis a performance metric\b|\b(VTR|ODR|LSR|OTDR|rate) "
    r"(measures|includes|only applies|is expressed|is calculated|below|applies)\b|\byour (orders?|account|ability to sell|customers"
    r"|performance|listings?|selling privileges)\b|\byou ship\b|\bamazon customers depend\b|\bwill result in an? invalid\b"
    r"|\bare only considered valid\b|\bas (is )?(regulated|stated|written) (in|on) (the )?amazon\b|\bgreater than or equal to\b"
    r"|\bsell items? within that category\b|\bor higher\b.{0,30}\bto avoid\b",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(we|our|us|i|my|i'm|we've|we're|i've|ours|me)\b", re.IGNORECASE)

NOTICE = re.compile(
    r"why (is|did) this (happen|happening)|how (do|can) (i|you) (reactivate|appeal)|what happens if (i|you)"
    r"|we (have )?(removed|deactivated|suspended) your|please (submit|provide) a plan of action|为什么会发生这种情况|我们之所以采取此",
    re.IGNORECASE,
)
TIMESTAMP = re.compile(
    r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T,]+\d{1,2}:\d{2}|\b\d{1,2}:\d{2}(:\d{2})?\s*(AM|PM)?\b.{0,20}\d{4}"
)
LOG_TITLE = re.compile(r"track|scan|logistics|status|物流|轨迹", re.IGNORECASE)
