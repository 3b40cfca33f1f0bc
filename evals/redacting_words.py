"""The words that tell a person's name from a day, a place, a product or the first word."""

from functools import cache
from importlib.resources import files

from advisor.domain import Library

FIRST_NAMES = frozenset(
    "aaron abdul abdullah abigail adam adriana agnes ahmad ahmed aiko aisha alan alejandra "
    "alejandro alex alexander alexandra alexei alfredo ali alice alicia alina allison amanda "
    "amara amelia amir amit amy ana anastasia andre andrea andreas andrei andres andrew andrzej "
    "angela angelica angelo anil anita anjali anna anne annika anthony antoine anton antonio "
    "anya arjun arun ashley astrid asha audrey ayesha barbara beatriz ben benjamin bernard beth "
    "bianca bogdan boris brandon brenda brian bruno camila carla carlos carmen carol caroline "
    "catherine cecilia cesar charlotte chen cheng chiara chidi chloe chris christina christine "
    "christopher claire clara claudia colin craig cristina cynthia daniel daniela danny dariusz "
    "darren dave david deborah deepak denise dennis derek devi diana diego dimitri dmitri "
    "dmitry dolores dominic donna dorota doug duc dylan edgar eduardo edward eileen elena eli "
    "elif elisa elizabeth ella ellen emeka emily emilia emma enrique eric erik erika ernesto "
    "esther ethan eugene eva evelyn farah fatima felipe felix fernanda fernando fiona florian "
    "francesca francisco frederik gabriel gabriela gareth gary gavin george gerald gerardo "
    "giulia gloria gonzalo gordon graham greg gregory guillermo gustavo hamza hannah hans "
    "haruto hassan heather hector heidi helen henrik henry hiroshi howard hugo hung ian ibrahim "
    "igor imran ines ingrid irene irina isaac isabel isabella ivan ivana jacob jacqueline jaime "
    "jakub james jamie jana jane janet janice jaroslav jason javier jeff jeffrey jennifer jenny "
    "jeremy jerome jessica jill jin joan joanna joao joel johan johannes john johnny jonas "
    "jonathan jorge jose josef joseph josephine joshua joyce juan juanita julia julian julie "
    "julio justin kaito karen karim karin karl karolina katarina kate katherine kathleen kathy "
    "katie katya keith kemal kenji kenneth kerry kevin khalid kim kimberly kofi kristina "
    "kristin kumar kunal kwame kyle lara larry lars laura lauren lea leila lena leo leon "
    "leonardo leticia liam liang lillian lina linda lisa liza lorena lorenzo louis louise lucas "
    "lucia luciana luis luisa lukas luke lydia magda maksim malik manuel marc marcel marcelo "
    "marcin marco marcos marcus margaret maria mariana marie marina mario marisol marius marko "
    "marlon marta martha martin martina mary maryam mateo mateusz matt matteo matthew maxim "
    "maya megan mehmet mei melanie melissa mercedes mia michael michal michelle miguel mika "
    "mike mikhail milan milena ming mira miriam mohamed mohammed mohammad monica monika "
    "muhammad mustafa nadia nancy naomi narendra natalia natalie natasha nathan neha neil "
    "nguyen nia nicholas nick nicolas nicole nigel nikhil nikita nikolai nina noah noel nora "
    "olga oliver olivia omar oscar osman pablo pamela paola patricia patrick patrik paul paula "
    "paulo pavel pedro petar peter petra phil philip philippe pierre piotr prakash pranav "
    "preeti priya radka rafael raj rajesh rakesh ralph ramesh ramon raquel raul ravi raymond "
    "rebecca renata rhys ricardo richard rita rob robert roberto rocio rodrigo roger rohan "
    "rohit roland roman ron ronald rosa rosario roxana ruben ruth ryan sabine sakura sam "
    "samantha samir samuel sandeep sandra sanjay santiago santosh sara sarah sasha scott sean "
    "sebastian selma sergei sergey sergio seth shane shankar sharon sheila shreya sian silvia "
    "simon simone slavica sofia sonia sonja sophia sophie stefan stefano stella stephanie "
    "stephen steve steven stuart sunil suresh susan sushma suzanne svetlana sven sylvia tamara "
    "tanya tara tariq tatiana ted teresa thabo thanh theo theresa thomas tiago tim timothy tina "
    "tobias todd tom tomas tomasz tony tracy trevor tuan uma ursula valentina valeria vanessa "
    "vera veronica vicky victor victoria vijay vikram viktor vincent viola virginia vivian "
    "vladimir walter wanjiru wayne wei wendy william wolfgang xavier xin yan yara yasmin "
    "yolanda yuki yuri yusuf yvonne zahra zainab zeynep zhang zoe zoltan zuzana".split()
)
"""First names, in lower case, of the places that owners hire in."""

ALSO_WORDS = frozenset(
    "amber angel art bill chad chase christian dan daisy dawn dean drew eve faith frank gene grace "
    "grant guy hope iris jack jan jean jesus josh joy jun kelly ken li lily mark max miles nam "
    "norma pat penny ray rich rose ruby said sally sandy sue van will".split()
)
"""First names that are words too: they count only when capitalised inside a sentence."""

NOT_PEOPLE = frozenset(
    "i ok mr mrs ms dr miss monday tuesday wednesday thursday friday saturday sunday mon tue "
    "tues wed thu thur thurs fri sat sun january february march april may june july august "
    "september october november december feb mar apr aug sep sept oct nov dec christmas easter "
    "ramadan diwali english spanish french german hindi mandarin chinese portuguese filipino "
    "tagalog russian ukrainian polish turkish arabic indian american british european canadian "
    "australian asian african latin india philippines ukraine poland pakistan bangladesh "
    "vietnam china japan mexico brazil argentina colombia kenya nigeria egypt romania bulgaria "
    "serbia portugal spain france germany italy ireland scotland wales england britain turkey "
    "indonesia malaysia singapore thailand nepal sri lanka canada australia america europe asia "
    "africa usa uk eu london manila mumbai bangalore bengaluru delhi kyiv kiev lviv warsaw "
    "krakow berlin paris madrid lisbon dublin lagos nairobi cairo cebu texas california florida "
    "york ontario google microsoft apple amazon facebook instagram linkedin tiktok youtube "
    "whatsapp slack teams zoom skype trello asana jira notion figma canva dropbox github gitlab "
    "bitbucket wordpress shopify wix squarespace woocommerce magento stripe paypal wise "
    "payoneer quickbooks xero sage excel word outlook gmail sheets docs drive sharepoint "
    "salesforce hubspot zendesk intercom freshdesk mailchimp upwork fiverr freelancer toptal "
    "clutch airtable python java javascript typescript php react angular vue django laravel "
    "node android ios mac windows linux aws azure docker kubernetes chatgpt openai claude "
    "copilot loom calendly docusign person name vendor engagement client customer guidance sow "
    "nda sla kpi crm erp seo ppc gdpr utc gmt est pst cet bst q1 q2 q3 q4".split()
)
"""Capitalised words that name no person: days, months, places, languages, products, stand-ins."""


def usual_words(library: Library) -> frozenset[str]:
    """The words that the guidance and its questions write in lower case."""
    texts = [point.text for point in library.points.values()]
    texts += [question.text for question in library.questions]
    words = {
        word.strip(".,;:!?\"'()") for text in texts for word in text.split() if word[:1].islower()
    }
    return frozenset(words - FIRST_NAMES)


@cache
def vocabulary() -> frozenset[str]:
    """Thirty thousand common words and names in lower case: those of the tokenizer."""
    text = files("advisor.adapters").joinpath("data/bert-base-uncased-vocab.txt").read_text("utf-8")
    return frozenset(text.split())
