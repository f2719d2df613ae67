from ledger.api import look, start_carefully, start_plainly
from ledger.utils.retry import insist


def stamps(zip_url):
    return insist(start_plainly, zip_url)  # expect: RPL107@plain


def careful(zip_url):
    return start_carefully(zip_url)


def state(training_id):
    return insist(look, training_id).status
