"""What `three` 0.8.0, written for Python 2, finds missing in Python 3, supplied around it: nothing in it is changed.

`itertools.ifilter`, and keys of a dict that can be indexed in what `relaxml.xml` answers; relaxml itself needs lxml."""
import itertools

import relaxml


class Keyed(dict):
    """A dict whose keys are a list."""

    def keys(self):
        return list(super().keys())


parsed = relaxml.xml
itertools.ifilter = filter
relaxml.xml = lambda content: Keyed(parsed(content))

import three  # noqa: E402

Three = three.Three
